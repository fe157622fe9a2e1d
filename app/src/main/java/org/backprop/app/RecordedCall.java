package org.backprop.app;

import java.nio.file.Path;
import java.util.List;
import org.backprop.run.Run;
import org.backprop.table.DataException;
import org.backprop.train.TrainingPlan;

/**
 * The command of a recorded run, from which its plan is made again: that of the call while the run
 * is open or has failed, and that with all settings settled once it has finished.
 */
public final class RecordedCall {
  private final Run run;
  private final Terminal terminal;

  /** The command of a run. */
  public RecordedCall(Run run, Terminal terminal) {
    this.run = run;
    this.terminal = terminal;
  }

  /** Goes on with the run, and returns the exit status. */
  int resume() {
    var command = command(run.record().call());
    command.runs.resuming(run.folder());
    return command.call();
  }

  /**
   * The plan of the fit that was kept.
   *
   * @throws DataException if a file that the run read has changed
   */
  public TrainingPlan plan() {
    return plan(new int[0]);
  }

  /** The same without rows of the table, counted from 0. */
  public TrainingPlan plan(int... without) {
    var settled = run.record().command().map(command -> Typed.of(command).words());
    return command(settled.orElse(run.record().call())).plan(without);
  }

  private TrainCommand command(List<String> words) {
    var record = run.record();
    if (words.isEmpty()) {
      throw new DataException(
          run.folder() + " was recorded from Java, which alone knows how to repeat it");
    }
    var here = Path.of("").toAbsolutePath().toString();
    if (!here.equals(record.workingFolder())) {
      throw new DataException(
          "the run in %s names files of the folder %s; give the command there"
              .formatted(run.folder(), record.workingFolder()));
    }
    record.data().forEach((name, hash) -> requireUnchanged(InputFile.of(name), hash));
    return Main.training(terminal, words);
  }

  private void requireUnchanged(InputFile file, String hash) {
    if (file.isStandardInput()) {
      throw new DataException(
          "the run in %s read standard input, which cannot be read again; train from a file"
              .formatted(run.folder()));
    }
    if (!file.fingerprint().equals(hash)) {
      throw new DataException(
          "%s has changed since the run in %s read it; restore it, or train again"
              .formatted(file, run.folder()));
    }
  }
}
