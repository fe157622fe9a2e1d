package org.backprop.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.engine.NonFiniteException;
import org.backprop.provenance.BackpropVersion;
import org.backprop.provenance.RunCommand;
import org.backprop.table.DataException;
import org.backprop.train.Checkpoints;
import org.backprop.train.Recording;
import org.backprop.train.TrainingListener;
import org.backprop.train.TrainingPlan;
import org.backprop.train.TrainingResult;

/**
 * Trains a plan and records it in a folder, from which the training goes on after an interruption,
 * to the same bits. One process at a time records a run.
 */
public final class RunRecorder implements Recording, AutoCloseable {
  private final RunFolder folder;
  private final CheckpointInterval interval;
  private final FileChannel lock;
  private final HistoryFile history;
  private final List<RecordedEpoch> former;
  private final List<FitRecorder> fits = new ArrayList<>();
  private RunRecord record;
  private int keptFit = 1;
  private boolean isEnding;
  private Map<String, Object> keptPlan = Map.of();
  private Optional<String> failure = Optional.empty();

  private RunRecorder(
      RunFolder folder,
      CheckpointInterval interval,
      FileChannel lock,
      List<RecordedEpoch> former,
      RunRecord record)
      throws IOException {
    this.folder = folder;
    this.interval = interval;
    this.lock = lock;
    this.former = former;
    this.record = record;
    this.history = new HistoryFile(folder.history());
  }

  /** Begins a run from Java. */
  public static RunRecorder begin(Path folder, CheckpointInterval interval) {
    return begin(folder, interval, List.of(), Optional.empty(), Map.of());
  }

  /**
   * Begins a run.
   *
   * @param folder made if it is not there
   * @param call the words of the command
   * @param model the file that the model is written to
   * @param data the SHA-256 of each file read, by its name as the command has it
   * @throws DataException if the folder holds a run already, or cannot be written
   */
  public static RunRecorder begin(
      Path folder,
      CheckpointInterval interval,
      List<String> call,
      Optional<String> model,
      Map<String, String> data) {
    var files = new RunFolder(folder);
    try {
      if (files.isRun()) {
        throw new DataException(
            folder + " holds a run already; name another folder, or resume that run");
      }
      Files.createDirectories(folder);
      var lock = lock(files);
      var record =
          new RunRecord(
              BackpropVersion.number(),
              Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
              call,
              Path.of("").toAbsolutePath().toString(),
              model,
              data,
              Map.of(),
              RunRecord.Status.RUNNING,
              1,
              Optional.empty(),
              Map.of());
      return new RunRecorder(files, interval, lock, List.of(), record);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /**
   * Goes on with a run that was killed or stopped.
   *
   * @throws DataException if there is none, it has ended, another process records it, or it was
   *     begun by another version
   */
  public static RunRecorder resume(Path folder, CheckpointInterval interval) {
    var files = new RunFolder(folder);
    var record = files.record();
    requireOpen(folder, record);
    try {
      var lock = lock(files);
      var former = HistoryFile.read(files.history());
      var epochs = new LinkedHashMap<Integer, Integer>();
      former.forEach(line ->
          epochs.computeIfAbsent(
              line.fit(),
              fit -> files.lastState(fit, former).map(it -> it.epochs().size()).orElse(0)));
      HistoryFile.keep(
          files.history(), line -> line.epoch().number() <= epochs.getOrDefault(line.fit(), 0));
      return new RunRecorder(
          files, interval, lock, former, record.withStatus(RunRecord.Status.RUNNING));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static void requireOpen(Path folder, RunRecord record) {
    if (!record.isOpen()) {
      throw new DataException(
          "the run in %s has %s, so there is nothing to resume; train again"
              .formatted(folder, record.status().word()));
    }
    if (!record.backprop().equals(BackpropVersion.number())) {
      throw new DataException(
          "the run in %s was begun by Backprop %s, and only that version goes on to the same bits; train again"
              .formatted(folder, record.backprop()));
    }
  }

  private static FileChannel lock(RunFolder folder) throws IOException {
    var channel =
        FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException _) {
      // another thread of this process
    }
    channel.close();
    throw new DataException(
        folder.path()
            + " is being written by another process; wait for it, or name another folder");
  }

  private static DataException unwritable(Path folder, IOException e) {
    var fact =
        e instanceof FileAlreadyExistsException
            ? "a file of that name, or of a folder above it, is there"
            : String.valueOf(e.getMessage());
    return new DataException(
        "the run cannot be recorded in %s: %s; name another folder".formatted(folder, fact), e);
  }

  /**
   * Trains a plan, from the last states that were kept.
   *
   * @throws DataException if the run was begun with other rows or settings
   * @throws NonFiniteException if the loss is not finite; the run is then recorded as failed
   */
  public TrainingResult run(TrainingPlan plan, TrainingListener listener) {
    var print = PlanPrint.of(plan);
    if (!record.plan().isEmpty()) {
      requireSame(folder.path(), record.plan(), print);
    }
    write(record.withPlan(print));
    try {
      var result = plan.run(listener, this);
      ended(result, listener.isStopping() ? RunRecord.Status.STOPPED : RunRecord.Status.FINISHED);
      return result;
    } catch (NonFiniteException e) {
      attempt(history::force);
      write(
          record
              .withStatus(RunRecord.Status.FAILED)
              .withOutcome(Map.of("failure", String.valueOf(e.getMessage()))));
      throw e;
    }
  }

  static void requireSame(Path folder, Map<String, Object> begun, Map<String, Object> now) {
    PlanPrint.difference(begun, now)
        .ifPresent(name -> {
          throw new DataException(
              "the run in %s was begun with another %s (%s, now %s); restore what was changed, or train again"
                  .formatted(folder, name.replace('_', ' '), begun.get(name), now.get(name)));
        });
  }

  private void ended(TrainingResult result, RunRecord.Status status) {
    if (status == RunRecord.Status.FINISHED) {
      record = record.withFit(keptFit).withPlan(keptPlan);
    }
    var outcome = new LinkedHashMap<String, Object>();
    outcome.put("epochs", result.fit().epochs().size());
    outcome.put("best_epoch", result.fit().bestEpoch());
    outcome.put("seconds", result.seconds());
    outcome.put("scores", result.model().provenance().orElseThrow().scores());
    record = record.withStatus(status).withOutcome(outcome);
    isEnding = true;
  }

  /** Once the model is safe, so that until then a killed process can go on. */
  private void finish() {
    if (isEnding) {
      isEnding = false;
      var kept = record.fit();
      write(record);
      if (record.status() == RunRecord.Status.FINISHED) {
        attempt(() -> folder.removeStates(fit -> fit != kept));
        attempt(() -> folder.removeBest(kept, _ -> false));
      }
    }
  }

  @Override
  public Checkpoints fit(int number) {
    var start = folder.lastState(number, former);
    var recorder = new FitRecorder(folder, number, interval, history, start);
    fits.add(recorder);
    return recorder;
  }

  @Override
  public void kept(int number, TrainingPlan plan) {
    attempt(history::force);
    keptFit = number;
    keptPlan = PlanPrint.of(plan);
  }

  /** Where the run is recorded. */
  public Path folder() {
    return folder.path();
  }

  /**
   * Records that the model is written, and the command with all settings settled, from which the
   * kept fit is replayed.
   */
  public void settled(RunCommand command) {
    record = record.withCommand(Optional.of(command));
    finish();
  }

  /** Why a part of the run could not be recorded; empty if all was. */
  public Optional<String> failure() {
    return failure.or(() -> fits.stream().flatMap(fit -> fit.failure().stream()).findFirst());
  }

  private void write(RunRecord changed) {
    record = changed;
    attempt(() -> folder.write(changed));
  }

  private interface Access {
    void run() throws IOException;
  }

  /** A trained model is not lost because its run cannot be recorded. */
  private void attempt(Access access) {
    try {
      access.run();
    } catch (IOException e) {
      failure = Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Records the end of the run, and lets another process record it. */
  @Override
  public void close() {
    finish();
    attempt(history::close);
    attempt(lock::close);
    attempt(() -> Files.deleteIfExists(folder.lock()));
  }

  @Override
  public String toString() {
    return folder.path() + ": " + record.status().word();
  }
}
