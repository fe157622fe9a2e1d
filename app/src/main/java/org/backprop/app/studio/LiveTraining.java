package org.backprop.app.studio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.backprop.app.Failures;
import org.backprop.app.Notices;
import org.backprop.app.TrainingWatch;
import org.backprop.app.Typed;
import org.backprop.provenance.RunCommand;
import org.backprop.tensor.Tensor;
import org.backprop.train.Epoch;
import org.backprop.train.TrainingListener;
import org.backprop.train.TrainingPlan;
import org.backprop.train.TrainingResult;
import org.jspecify.annotations.Nullable;

/**
 * A training that the page shows and steers. The thread that trains only adds epochs to a list and
 * hands over copies of parameters; a thread of its own makes events of them, ten times a second.
 */
final class LiveTraining implements TrainingWatch, TrainingListener {
  private static final long PUBLISH_MILLIS = 100;

  /** Steps between two readings of the clock: a step may take less than a microsecond. */
  private static final long STEPS_PER_LOOK = 64;

  /** The pause after a look, in times that the look took, between the two bounds below. */
  private static final long REST = 50;

  private static final long SHORTEST_REST = 300_000_000L;
  private static final long LONGEST_REST = 5_000_000_000L;

  private final EventStream events;
  private final Consumer<TrainingPlan> onBegun;
  private final Consumer<Map<String, Tensor>> onParameters;
  private final BiConsumer<TrainingResult, Optional<Path>> onEnded;
  private final List<Epoch> pending = new ArrayList<>();
  private final PauseGate gate = new PauseGate();
  private final long begun = System.nanoTime();

  private volatile long nextLook = begun;
  private long secondStep;
  private boolean isEnded;
  private @Nullable Map<String, Tensor> before;
  private @Nullable Snapshot snapshot;
  private @Nullable TrainingPlan plan;
  private @Nullable LiveViews views;
  private BooleanSupplier isInterrupted = () -> false;
  private @Nullable Thread publisher;

  private record Snapshot(
      long step, Optional<Map<String, Tensor>> before, Map<String, Tensor> parameters) {}

  /**
   * A training whose events go to a stream.
   *
   * @param onBegun is told of the plan
   * @param onParameters is told of the weights that are looked at
   * @param onEnded is told of the result, when the model is written
   */
  LiveTraining(
      EventStream events,
      Consumer<TrainingPlan> onBegun,
      Consumer<Map<String, Tensor>> onParameters,
      BiConsumer<TrainingResult, Optional<Path>> onEnded) {
    this.events = events;
    this.onBegun = onBegun;
    this.onParameters = onParameters;
    this.onEnded = onEnded;
  }

  /** Forgets the events of the training before this one, whose data are about to be read. */
  void preparing() {
    events.restart(event("preparing"));
  }

  @Override
  public TrainingListener begun(TrainingPlan settled, BooleanSupplier interrupted) {
    isInterrupted = interrupted;
    onBegun.accept(settled);
    events.restart(begunMap(settled));
    publisher = Thread.ofVirtual().start(this::publish);
    return this;
  }

  private static Map<String, @Nullable Object> begunMap(TrainingPlan plan) {
    var map = event("begun");
    map.put("target", plan.data().target().column());
    map.put("model", plan.model().toString());
    map.put("likelihood", plan.model().likelihood().name());
    map.put("rows", plan.data().training().rows());
    map.put("validation_rows", plan.data().validation().map(it -> it.rows()).orElse(0));
    map.put("epochs", plan.trainer().epochs());
    map.put("rate", plan.trainer().rate());
    map.put("optimizer", plan.trainer().optimizer().name());
    map.put("notices", plan.data().notices().stream().map(Notices::text).toList());
    return map;
  }

  private static Map<String, @Nullable Object> event(String type) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put("type", type);
    return map;
  }

  // The thread that trains.

  @Override
  public void fit(int number, TrainingPlan settled) {
    publishEpochs();
    synchronized (pending) {
      plan = settled;
      views = null;
      before = null;
      snapshot = null;
    }
    secondStep = 0;
    nextLook = 0;
    var map = event("fit");
    map.put("fit", number);
    map.put("model", settled.model().toString());
    map.put("rate", settled.trainer().rate());
    events.add(map);
  }

  @Override
  public void epoch(Epoch epoch) {
    synchronized (pending) {
      pending.add(epoch);
    }
  }

  @Override
  public boolean isWatching(long step) {
    if (step == secondStep || gate.isPaused()) {
      return true;
    }
    var isLook = step == 1 || step % STEPS_PER_LOOK == 0;
    if (!isLook || System.nanoTime() < nextLook) {
      return false;
    }
    secondStep = step + 1;
    return true;
  }

  /** Of two steps in a row, so that the update of the second is known. */
  @Override
  public void parameters(long step, Map<String, Tensor> parameters) {
    if (step != secondStep && !gate.isPaused()) {
      before = parameters;
      return;
    }
    synchronized (pending) {
      snapshot = new Snapshot(step, Optional.ofNullable(before), parameters);
    }
    before = parameters;
    nextLook = Long.MAX_VALUE;
  }

  @Override
  public boolean isStopping() {
    return gate.isStopping(isInterrupted);
  }

  // The page.

  /** Pauses after the step in progress. */
  void pause() {
    gate.pause();
    said("paused");
  }

  /** Takes some steps of a training that is paused. */
  void step(int count) {
    nextLook = 0;
    gate.allow(count);
  }

  void resume() {
    gate.resume();
    said("running");
  }

  /** Ends the training after the step in progress; the best parameters are kept. */
  void stop() {
    gate.stop();
    said("stopping");
  }

  private void said(String state) {
    var map = event("state");
    map.put("state", state);
    events.add(map);
  }

  // The thread that publishes.

  private void publish() {
    try {
      while (!isEnded()) {
        Thread.sleep(PUBLISH_MILLIS);
        publishEpochs();
        publishSnapshot();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      var map = event("trouble");
      map.put("error", "the page shows no more of this training: " + Failures.sentence(e));
      events.add(map);
    }
  }

  /** Whether the model is written, or the training has failed. */
  synchronized boolean isEnded() {
    return isEnded;
  }

  private void publishEpochs() {
    List<Epoch> news;
    synchronized (pending) {
      news = List.copyOf(pending);
      pending.clear();
    }
    if (!news.isEmpty()) {
      var map = event("epochs");
      map.put("epochs", news.stream().map(LiveTraining::row).toList());
      events.add(map);
    }
  }

  /** As in {@code [3, 0.41, 0.45, true, 0.2]}. */
  private static List<@Nullable Object> row(Epoch epoch) {
    var row = new ArrayList<@Nullable Object>();
    row.add(epoch.number());
    row.add(epoch.loss());
    row.add(epoch.validationLoss().isPresent() ? epoch.validationLoss().getAsDouble() : null);
    row.add(epoch.best());
    row.add(epoch.seconds());
    return row;
  }

  private void publishSnapshot() {
    Snapshot taken;
    LiveViews of;
    var start = System.nanoTime();
    synchronized (pending) {
      taken = snapshot;
      snapshot = null;
      if (taken == null || plan == null) {
        return;
      }
      if (views == null) {
        views = new LiveViews(plan, taken.parameters);
      }
      of = views;
    }
    onParameters.accept(taken.parameters);
    publish(of, taken);
    var rest = Math.clamp(REST * (System.nanoTime() - start), SHORTEST_REST, LONGEST_REST);
    nextLook = System.nanoTime() + (gate.isPaused() ? 0 : rest);
  }

  private void publish(LiveViews of, Snapshot taken) {
    var map = event("snapshot");
    map.put("step", taken.step);
    map.putAll(of.at(taken.before, taken.parameters));
    events.add(map);
  }

  @Override
  public void ended(TrainingResult result, Optional<Path> model, RunCommand command) {
    finish();
    publishEpochs();
    var kept = result.fit().parameters();
    publish(new LiveViews(result.plan(), kept), new Snapshot(0, Optional.empty(), kept));
    onEnded.accept(result, model);
    var map = event("ended");
    map.put("best_epoch", result.fit().bestEpoch());
    map.put("seconds", result.seconds());
    map.put("command", Typed.of(command).toString());
    map.put("model_file", model.map(Path::toString));
    map.put("warnings", result.warnings().stream().map(it -> Notices.text(it.notice())).toList());
    map.put("notices", result.notices().stream().map(Notices::text).toList());
    events.add(map);
  }

  /** Tells the page that the training failed. */
  void failed(String sentence) {
    finish();
    publishEpochs();
    var map = event(plan == null ? "refused" : "failed");
    map.put("error", sentence);
    events.add(map);
  }

  private synchronized void finish() {
    isEnded = true;
    if (publisher != null) {
      publisher.interrupt();
    }
  }
}
