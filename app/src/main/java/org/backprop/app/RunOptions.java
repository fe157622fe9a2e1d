package org.backprop.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.run.CheckpointInterval;
import org.backprop.run.RunRecorder;
import org.backprop.run.Runs;
import picocli.CommandLine.Option;

/** Options of {@code train} that say where its run is recorded, and that go on with one. */
final class RunOptions {
  @Option(
      names = "--run",
      paramLabel = "DIR",
      order = 51,
      description =
          "The folder of the run: settings, losses, states. Default: beside the model, as in"
              + " penguins.runs/1.")
  Optional<Path> folder = Optional.empty();

  @Option(names = "--no-run", order = 52, description = "Record no run.")
  boolean none;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "TIME|STEPS",
      order = 53,
      description =
          "How often the run keeps its state: a time, as in 30s or 5m, or a number of steps."
              + " Default: 10s.")
  Optional<String> every = Optional.empty();

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      order = 54,
      description = "Go on with a run that was stopped or killed; the run has all other options.")
  Optional<Path> resume = Optional.empty();

  /** The run that this command goes on with. */
  private Optional<Path> resumed = Optional.empty();

  /** Goes on with a run, whose options the command has. */
  void resuming(Path run) {
    resumed = Optional.of(run);
  }

  /** Refuses what is no interval, before anything is read. */
  void check() {
    interval();
  }

  private CheckpointInterval interval() {
    return every.map(CheckpointInterval::parse).orElseGet(CheckpointInterval::usual);
  }

  /**
   * The session of this command's training.
   *
   * @param call the words of the command
   * @param model the file of the model, if it is written to one
   * @param data the SHA-256 of each file read, by its name
   */
  RunSession session(
      List<String> call, Optional<Path> model, Map<String, String> data, Terminal terminal) {
    return new RunSession(recorder(call, model, data), terminal);
  }

  private Optional<RunRecorder> recorder(
      List<String> call, Optional<Path> model, Map<String, String> data) {
    if (resumed.isPresent()) {
      return Optional.of(RunRecorder.resume(resumed.get(), interval()));
    }
    if (none) {
      return Optional.empty();
    }
    return folder
        .or(() -> model.map(RunOptions::beside))
        .map(run -> RunRecorder.begin(run, interval(), call, model.map(Path::toString), data));
  }

  private static Path beside(Path model) {
    var runs = Runs.beside(model);
    runs.prune();
    return runs.next();
  }
}
