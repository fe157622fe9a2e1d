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
 * Epochs of steps along the gradient. Where there are validation rows the parameters after the
 * epoch that did best on them are kept, else those after the last step.
 */
final class StepwiseFit {
  private final Trainer trainer;
  private final TrainingStep step;
  private final Optional<Dataset> validation;
  private final TrainingListener listener;
  private final Predictor predictor;
  private final long start = System.nanoTime();
  private final List<Epoch> history = new ArrayList<>();
  private Map<String, Tensor> best;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private int bestEpoch;

  StepwiseFit(
      Trainer trainer, TrainingStep step, Optional<Dataset> validation, TrainingListener listener) {
    this.trainer = trainer;
    this.step = step;
    this.validation = validation;
    this.listener = listener;
    this.best = step.parameters();
    this.predictor = new Predictor(trainer.model(), best, trainer.precision(), step.inputType());
  }

  OptimizerRun run() {
    var reason = Optional.<StopReason>empty();
    for (var number = 1; reason.isEmpty(); number++) {
      epoch(number);
      reason = reasonToStop(number);
    }
    return new OptimizerRun(
        validation.isPresent() ? best : last(),
        List.copyOf(history),
        bestEpoch,
        reason.get(),
        step.profile(),
        Optional.empty());
  }

  private void epoch(int number) {
    var loss = step.epoch(number, listener::isStopping);
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
    listener.epoch(history.getLast());
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
