package org.backprop.app.studio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.backprop.app.RecordedCall;
import org.backprop.app.Terminal;
import org.backprop.run.Blame;
import org.backprop.run.Element;
import org.backprop.run.Replay;
import org.backprop.run.Run;
import org.backprop.table.DataException;
import org.backprop.tensor.Tensor;
import org.backprop.train.Epoch;
import org.jspecify.annotations.Nullable;

/** Answers what the page asks of the recorded run of the open model: states, lives of weights. */
final class RunService {
  private static final int MOST_POINTS = 2_000;

  private final Supplier<OpenModel> open;
  private @Nullable Run known;
  private @Nullable Replay replay;

  RunService(Supplier<OpenModel> open) {
    this.open = open;
  }

  /** The epochs and steps of the run; without it a sentence that says why there is none. */
  synchronized Map<String, Object> run() {
    var run = open.get().run();
    if (run.isEmpty()) {
      return Map.of(
          "none", "There is no recorded run of this model; `backprop train` records one.");
    }
    var replay = replay(run.get());
    var map = new LinkedHashMap<String, Object>();
    map.put("folder", run.get().folder().toString());
    map.put("steps", replay.steps());
    map.put("best_epoch", bestEpoch(run.get()));
    map.put("steps_per_epoch", replay.batches().steps());
    map.put("epochs", run.get().epochs().stream().map(RunService::row).toList());
    return map;
  }

  /** The epoch whose parameters the model has. */
  private static int bestEpoch(Run run) {
    return run.epochs().stream()
        .filter(Epoch::best)
        .map(Epoch::number)
        .reduce(0, (_, later) -> later);
  }

  private static List<Object> row(Epoch epoch) {
    var row = new ArrayList<Object>(List.of(epoch.number(), epoch.loss()));
    epoch.validationLoss().ifPresent(row::add);
    return row;
  }

  private Replay replay(Run run) {
    var ready = replay;
    if (ready == null || !run.equals(known)) {
      ready = new Replay(new RecordedCall(run, Terminal.silent()).plan(), run);
      known = run;
      replay = ready;
    }
    return ready;
  }

  private Replay replay() {
    return replay(
        open.get()
            .run()
            .orElseThrow(() -> new DataException("there is no recorded run of this model")));
  }

  /** The parameters after a step of the run. */
  synchronized Map<String, Tensor> parameters(long step) {
    var replay = replay();
    if (step < 0 || step > replay.steps()) {
      throw new DataException("the run has the steps 0 to " + replay.steps() + ", not " + step);
    }
    replay.moveTo(step);
    return replay.parameters();
  }

  /** A weight after each step, and the steps that moved it most. */
  synchronized Map<String, Object> life(JsonMessage message) {
    var replay = replay();
    var element = Element.parse(message.text("weight").orElse(""), replay.parameters());
    var life = new Blame(replay).life(element);
    var every = Math.max(1, Math.ceilDiv(life.values().size(), MOST_POINTS));
    var points = new ArrayList<List<Object>>();
    for (var i = 0; i < life.values().size(); i += every) {
      points.add(List.of(i, life.values().get(i)));
    }
    var map = new LinkedHashMap<String, Object>();
    map.put("weight", element.toString());
    map.put("every", every);
    map.put("points", points);
    map.put(
        "largest",
        life.largest().stream().map(it -> Map.of("step", it.step(), "move", it.move())).toList());
    return map;
  }

  /** The rows that moved a weight at a step. */
  synchronized Map<String, Object> blame(JsonMessage message) {
    var replay = replay();
    var element = Element.parse(message.text("weight").orElse(""), replay.parameters());
    var step = message.whole("step").orElse(1);
    if (step < 1 || step > replay.steps()) {
      throw new DataException("the run has the steps 1 to " + replay.steps() + ", not " + step);
    }
    var blame = new Blame(replay).step(element, step);
    var map = new LinkedHashMap<String, Object>();
    map.put("weight", element.toString());
    map.put("step", step);
    map.put("epoch", blame.epoch());
    map.put("gradient", blame.gradient());
    map.put("sum", blame.sum());
    map.put(
        "rows",
        blame.rows().stream()
            .map(it -> Map.of("row", it.row(), "value", it.value(), "difference", it.difference()))
            .toList());
    return map;
  }
}
