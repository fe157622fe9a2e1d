package org.backprop.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backprop.model.Predictor;
import org.backprop.prepare.Dataset;

/** The steps of a fit on all rows at once: each is an epoch, and the last one is the best. */
final class FitHistory implements NewtonMethod.Listener {
  private final long start = System.nanoTime();
  private final List<Epoch> epochs = new ArrayList<>();
  private final TrainingLoss objective;
  private final Optional<Dataset> validation;
  private final Optional<Predictor> predictor;
  private final TrainingListener listener;

  FitHistory(
      Trainer trainer,
      TrainingLoss objective,
      Optional<Dataset> validation,
      TrainingListener listener) {
    this.objective = objective;
    this.validation = validation;
    this.listener = listener;
    this.predictor =
        validation.map(rows ->
            new Predictor(
                trainer.model(),
                objective.named(Vector.zeros(objective.size())),
                trainer.precision(),
                rows.x().dtype()));
  }

  @Override
  public void step(Vector point, double loss) {
    var seconds = (System.nanoTime() - start) / 1e9;
    epochs.add(new Epoch(epochs.size() + 1, loss, measured(point), true, seconds));
    listener.epoch(epochs.getLast());
  }

  @Override
  public boolean isStopping() {
    return listener.isStopping();
  }

  private OptionalDouble measured(Vector point) {
    return predictor.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            predictor.get().withParameters(objective.named(point)).loss(validation.orElseThrow()));
  }

  /** The run that ended at a point; with the point as its only epoch if there was no step. */
  OptimizerRun run(Vector point, StopReason reason, Optional<LinearFit> linear) {
    if (epochs.isEmpty()) {
      step(point, objective.loss(point));
    }
    return new OptimizerRun(
        objective.named(point),
        List.copyOf(epochs),
        epochs.size(),
        reason,
        Optional.empty(),
        linear);
  }
}
