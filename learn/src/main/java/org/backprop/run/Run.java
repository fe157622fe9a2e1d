package org.backprop.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.backprop.table.DataException;
import org.backprop.train.Epoch;

/**
 * A recorded run of a training, as its folder has it: what it depends on, the losses of its epochs,
 * and states from which it is replayed.
 *
 * <pre>{@code
 * TrainingResult result;
 * try (var recorder = RunRecorder.begin(Path.of("run"), CheckpointInterval.usual())) {
 *   result = recorder.run(plan, epoch -> {});
 * }
 * var replay = new Replay(result.plan(), Run.open(Path.of("run")));
 * }</pre>
 *
 * @param folder where it is
 */
public record Run(Path folder, RunRecord record) {

  /**
   * The run of a folder.
   *
   * @throws DataException if the folder holds none, or it cannot be read
   */
  public static Run open(Path folder) {
    return new Run(folder, new RunFolder(folder).record());
  }

  /**
   * The epochs of all fits, in the order of training.
   *
   * @throws DataException if they cannot be read
   */
  public List<RecordedEpoch> history() {
    var file = new RunFolder(folder).history();
    try {
      return HistoryFile.read(file);
    } catch (IOException e) {
      throw new DataException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Whether a folder holds a run. */
  public static boolean isRun(Path folder) {
    return new RunFolder(folder).isRun();
  }

  /**
   * The epochs of the fit that was kept.
   *
   * @throws DataException if the history of a finished run is not whole
   */
  public List<Epoch> epochs() {
    var epochs =
        history().stream()
            .filter(it -> it.fit() == record.fit())
            .map(RecordedEpoch::epoch)
            .toList();
    if (record.outcome().get("epochs") instanceof Number trained
        && record.status() == RunRecord.Status.FINISHED
        && trained.intValue() != epochs.size()) {
      throw new DataException(
          "the history of %s has %s of its %s epochs; restore history.jsonl, or train again"
              .formatted(folder, epochs.size(), trained));
    }
    return epochs;
  }

  /** The last state of the kept fit at a step or before it. */
  Optional<StateFile> stateAt(long step) {
    return new RunFolder(folder)
        .states(record.fit()).reversed().stream().filter(file -> file.step() <= step).findFirst();
  }

  /** The steps of the states that are kept, of the fit that was kept. */
  public List<Long> checkpoints() {
    return new RunFolder(folder).states(record.fit()).stream().map(StateFile::step).toList();
  }

  /** As in {@code penguins.runs/3: finished}. */
  @Override
  public String toString() {
    return folder + ": " + record.status().word();
  }
}
