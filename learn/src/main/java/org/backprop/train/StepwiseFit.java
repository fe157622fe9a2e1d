package org.backprop.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backprop.engine.NonFiniteException;
import org.backprop.model.Predictor;
import org.backprop.prepare.Dataset;
import org.backprop.tensor.Tensor;

/**
 * Epochs of steps along the gradient, from the start or from a checkpoint. Where there are
 * validation rows the parameters after the epoch that did best on them are kept, else those after
 * the last step.
 */
final class StepwiseFit {
  private final Trainer trainer;
  private final TrainingStep step;
  private final Optional<Dataset> validation;
  private final TrainingListener listener;
  private final Checkpoints checkpoints;
  private final Predictor predictor;
  private final List<Epoch> history = new ArrayList<>();
  private long start = System.nanoTime();
  private long done;
  private double lossSum;
  private double weightSum;
  private Map<String, Tensor> best;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private int bestEpoch;

  StepwiseFit(
      Trainer trainer,
      TrainingStep step,
      Optional<Dataset> validation,
      TrainingListener listener,
      Checkpoints checkpoints) {
    this.trainer = trainer;
    this.step = step;
    this.validation = validation;
    this.listener = listener;
    this.checkpoints = checkpoints;
    this.best = step.parameters();
    this.predictor = new Predictor(trainer.model(), best, trainer.precision(), step.inputType());
  }

  /** Runs to the end, from the last checkpoint if there is one. */
  OptimizerRun run() {
    checkpoints.last().ifPresent(this::restore);
    var reason = Optional.<StopReason>empty();
    while (reason.isEmpty()) {
      steps();
      reason = endOfEpoch();
    }
    return new OptimizerRun(
        best, List.copyOf(history), bestEpoch, reason.get(), step.profile(), Optional.empty());
  }

  private void restore(FitState state) {
    step.restore(state.variables());
    done = state.step();
    lossSum = state.lossSum();
    weightSum = state.weightSum();
    history.addAll(state.epochs());
    best = state.best();
    bestLoss = state.bestLoss();
    bestEpoch = state.bestEpoch();
    if (!history.isEmpty()) {
      start -= (long) (history.getLast().seconds() * 1e9);
    }
    history.forEach(listener::epoch);
  }

  private FitState state(Optional<StopReason> ended) {
    var kept = validation.isPresent() ? best : step.parameters();
    return new FitState(
        done, step.variables(), lossSum, weightSum, history, kept, bestLoss, bestEpoch, ended);
  }

  /** The steps that the epoch still has, or those until the listener ends the training. */
  private void steps() {
    var end = (history.size() + 1L) * step.batches().steps();
    while (done < end) {
      done++;
      var weight = step.load(done);
      if (weight > 0) {
        lossSum += weight * step.run();
        weightSum += weight;
        if (listener.isWatching(done)) {
          listener.parameters(done, step.parameters());
        }
        var stopping = listener.isStopping();
        if (done < end && (stopping || checkpoints.isDue(done))) {
          checkpoints.keep(state(Optional.empty()));
        }
        if (stopping) {
          return;
        }
      }
    }
  }

  private Optional<StopReason> endOfEpoch() {
    var whole = done % step.batches().steps() == 0;
    epoch(history.size() + 1, lossSum / weightSum);
    lossSum = 0;
    weightSum = 0;
    if (whole) {
      checkpoints.epoch(history.getLast());
    }
    listener.epoch(history.getLast());
    var reason = reasonToStop(history.size());
    if (reason.isPresent() && validation.isEmpty()) {
      best = last();
    }
    var ended = reason.filter(it -> it != StopReason.REQUEST);
    if (whole && (reason.isPresent() || checkpoints.isDue(done))) {
      checkpoints.keep(state(ended));
    }
    return reason;
  }

  private void epoch(int number, double loss) {
    // Without validation rows the parameters before the last epoch are not read.
    var current = validation.isPresent() ? step.parameters() : best;
    var validationLoss = validation.map(rows -> predictor.withParameters(current).loss(rows));
    var better = validationLoss.isEmpty() || validationLoss.get() < bestLoss;
    if (better) {
      best = current;
      bestEpoch = number;
      bestLoss = validationLoss.orElse(bestLoss);
    }
    var measured = validationLoss.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    var seconds = (System.nanoTime() - start) / 1e9;
    history.add(new Epoch(number, loss, measured, better, seconds));
  }

  private Optional<StopReason> reasonToStop(int number) {
    if (listener.isStopping()) {
      return Optional.of(StopReason.REQUEST);
    }
    if (number - bestEpoch >= trainer.stopping().patience()) {
      return Optional.of(StopReason.PATIENCE);
    }
    return number >= trainer.stopping().lastEpoch()
        ? Optional.of(StopReason.EPOCHS)
        : Optional.empty();
  }

  /** The current parameters. The loss was finite before the last step; the step may overflow. */
  private Map<String, Tensor> last() {
    var parameters = step.parameters();
    parameters.forEach((name, values) -> {
      if (!values.isFinite()) {
        throw new NonFiniteException(
            "training diverged: the last step made %s infinite or NaN; a lower learning rate, or gradients clipped to a norm, may help"
                .formatted(name),
            step.node(name),
            List.of());
      }
    });
    return parameters;
  }
}
