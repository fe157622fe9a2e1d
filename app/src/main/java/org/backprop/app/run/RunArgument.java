package org.backprop.app.run;

import java.nio.file.Files;
import java.nio.file.Path;
import org.backprop.app.RecordedCall;
import org.backprop.app.Terminal;
import org.backprop.run.Replay;
import org.backprop.run.Run;
import org.backprop.run.Runs;
import org.backprop.table.DataException;
import picocli.CommandLine.Parameters;

/** The run that a command is about: by its folder, or the last one of a model. */
final class RunArgument {
  @Parameters(
      index = "0",
      paramLabel = "RUN|MODEL",
      description =
          "The folder of a run, as in penguins.runs/1, or a model file, whose last run is taken.")
  Path path = Path.of("");

  /**
   * The run.
   *
   * @throws DataException if there is none
   */
  Run run() {
    if (Run.isRun(path)) {
      return Run.open(path);
    }
    var runs = Files.isDirectory(path) ? new Runs(path) : Runs.beside(path);
    return runs.latest()
        .orElseThrow(() ->
            new DataException(
                Files.exists(path)
                    ? "no run of %s is in %s; name the folder of its run, if it has another"
                        .formatted(path, runs)
                    : path + " does not exist; name the folder of a run, or a model file"));
  }

  /** The replay of a run, whose data are read again. */
  static Replay replay(Run run, Terminal terminal) {
    return new Replay(new RecordedCall(run, terminal).plan(), run);
  }
}
