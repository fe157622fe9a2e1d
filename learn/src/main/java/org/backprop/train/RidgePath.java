package org.backprop.train;

import java.util.Optional;
import org.backprop.model.Predictor;
import org.backprop.prepare.Dataset;

/** Fits of the same rows with penalties of several strengths, each from the one before. */
final class RidgePath {
  private static final int MOST_STEPS = 100;
  private static final NewtonMethod.Listener SILENT =
      new NewtonMethod.Listener() {
        @Override
        public void step(Vector point, double loss) {}

        @Override
        public boolean isStopping() {
          return false;
        }
      };

  private final Trainer trainer;
  private final TrainingLoss objective;
  private final Design design;
  private final Predictor predictor;
  private Vector point;

  RidgePath(Trainer trainer, Dataset rows) {
    this.trainer = trainer;
    this.design = Design.of(rows);
    this.objective =
        new TrainingLoss(trainer, rows.to(trainer.precision()), Optional.of(design.rows()));
    this.point = objective.start();
    this.predictor =
        new Predictor(
            trainer.model(), objective.named(point), trainer.precision(), rows.x().dtype());
  }

  /** The curvature of the loss by the constant where all weights are 0: the scale of penalties. */
  double curvature() {
    var outputs = design.rows().data().outputs();
    var scale = 0.0;
    var hessian = objective.curvature(objective.start());
    for (var k = 0; k < outputs; k++) {
      var constant = Vector.zeros(objective.size());
      constant.values()[objective.size() - outputs + k] = 1;
      scale = Math.max(scale, hessian.apply(constant).dot(constant));
    }
    return scale;
  }

  /** The loss of other rows after a fit with a penalty. */
  double loss(double lambda, Dataset rows) {
    var basis = design.basis(lambda, trainer.model().likelihood());
    var method =
        new NewtonMethod(objective, basis, basis.penalty(lambda), trainer.precisionEpsilon());
    point = method.run(point, MOST_STEPS, SILENT).point();
    return predictor.withParameters(objective.named(point)).loss(rows);
  }
}
