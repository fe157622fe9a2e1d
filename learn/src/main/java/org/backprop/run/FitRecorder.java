package org.backprop.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.backprop.modelfile.ModelFileException;
import org.backprop.modelfile.SafeTensors;
import org.backprop.tensor.Tensor;
import org.backprop.train.Checkpoints;
import org.backprop.train.Epoch;
import org.backprop.train.FitState;

/**
 * Writes the states of one fit: the last three, and some spread over the steps before, from which a
 * replay begins. All of them together take at most nine times the parameters' bytes once the fit
 * has ended, or are two.
 */
final class FitRecorder implements Checkpoints {
  private static final int LAST = 3;
  private static final int MOST = 32;
  private static final int MODELS = 9;

  /** The share of the time that writing takes at most is one part of these. */
  private static final int WRITING_SHARE = 50;

  private final RunFolder folder;
  private final int fit;
  private final CheckpointInterval interval;
  private final HistoryFile history;
  private final Optional<FitState> start;
  private final long begun = System.nanoTime();
  private final List<StateFile> files;
  private final Map<Long, Path> best = new HashMap<>();
  private CompletableFuture<?> due;
  private Optional<String> failure = Optional.empty();

  FitRecorder(
      RunFolder folder,
      int fit,
      CheckpointInterval interval,
      HistoryFile history,
      Optional<FitState> start) {
    this.folder = folder;
    this.fit = fit;
    this.interval = interval;
    this.history = history;
    this.start = start;
    this.files = new ArrayList<>(folder.states(fit));
    start.ifPresent(it -> best.put(it.step(), StateFile.best(folder.path(), fit, it.bestEpoch())));
    this.due = dueAfter(interval.duration().toNanos());
  }

  private static CompletableFuture<?> dueAfter(long nanos) {
    return nanos == 0
        ? new CompletableFuture<>()
        : new CompletableFuture<>().completeOnTimeout("due", nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public Optional<FitState> last() {
    return start;
  }

  @Override
  public boolean isDue(long step) {
    return due.isDone() || (interval.steps() > 0 && step % interval.steps() == 0);
  }

  @Override
  public void epoch(Epoch epoch) {
    try {
      history.add(new RecordedEpoch(fit, epoch));
    } catch (IOException e) {
      failed(e);
    }
  }

  @Override
  public void keep(FitState state) {
    if (state.ended().isPresent() && isShort()) {
      return;
    }
    var from = System.nanoTime();
    try {
      history.force();
      write(state);
      thin(state);
    } catch (IOException | ModelFileException e) {
      failed(e);
    }
    var took = System.nanoTime() - from;
    due = dueAfter(Math.max(interval.duration().toNanos(), WRITING_SHARE * took));
  }

  /** A fit that ended before a state was due is repeated as fast. */
  private boolean isShort() {
    return files.isEmpty()
        && interval.steps() == 0
        && System.nanoTime() - begun < interval.duration().toNanos();
  }

  private void failed(Exception e) {
    failure = Optional.of(String.valueOf(e.getMessage()));
  }

  /** Why the last state could not be written; empty if it could. */
  Optional<String> failure() {
    return failure;
  }

  private void write(FitState state) {
    var file = new StateFile(folder.path(), fit, state.step());
    if (!state.isBest()) {
      var parameters = StateFile.best(folder.path(), fit, state.bestEpoch());
      if (!Files.exists(parameters)) {
        new SafeTensors(state.best(), Map.of()).write(parameters);
      }
      best.put(state.step(), parameters);
    }
    file.write(state);
    files.removeIf(other -> other.step() >= state.step());
    files.add(file);
    failure = Optional.empty();
  }

  /** Removes the states that are too many, and the best parameters that no state needs. */
  private void thin(FitState state) throws IOException {
    var bytes = bytes(state.variables());
    var spread = Math.clamp(MODELS * bytes(state.best()) / bytes - 1, 1, MOST);
    var last = state.ended().isPresent() ? 1 : LAST;
    var earlier = new ArrayList<>(files.subList(0, Math.max(0, files.size() - last)));
    while (earlier.size() > spread) {
      var closest = closest(earlier, files.get(earlier.size()).step());
      Files.deleteIfExists(earlier.get(closest).path());
      files.remove(closest);
      earlier.remove(closest);
    }
    var needed = files.subList(Math.max(0, files.size() - last), files.size());
    folder.removeBest(
        fit, path -> needed.stream().anyMatch(it -> path.equals(best.get(it.step()))));
  }

  /** The state without which the gap that opens is the smallest. */
  private static int closest(List<StateFile> files, long end) {
    var closest = 0;
    var smallest = Long.MAX_VALUE;
    for (var i = 0; i < files.size(); i++) {
      var before = i == 0 ? 0 : files.get(i - 1).step();
      var after = i + 1 < files.size() ? files.get(i + 1).step() : end;
      if (after - before < smallest) {
        smallest = after - before;
        closest = i;
      }
    }
    return closest;
  }

  private static long bytes(Map<String, Tensor> tensors) {
    return tensors.values().stream().mapToLong(it -> (long) it.size() * it.dtype().bytes()).sum();
  }
}
