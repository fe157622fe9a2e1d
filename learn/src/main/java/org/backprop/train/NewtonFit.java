package org.backprop.train;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.backprop.layer.Dense;
import org.backprop.likelihood.Laplace;
import org.backprop.likelihood.Normal;
import org.backprop.likelihood.TargetEncoding;
import org.backprop.model.Model;
import org.backprop.model.PredictionSpread;
import org.backprop.prepare.Dataset;
import org.backprop.tensor.Tensor;

/**
 * The exact fit of a model without hidden layers, on all rows at once: by Newton's method, and
 * where the loss is the absolute error, which has no curvature, by the simplex method.
 */
final class NewtonFit {
  /** A change of the linear predictor by a last step that should be rounding. */
  private static final double DIVERGING = 0.1;

  private static final int MOST_COEFFICIENTS = 1000;
  private static final int MANY_ROWS_EACH = 1000;

  private final Trainer trainer;
  private final Dataset data;
  private final TrainingLoss objective;
  private final Optional<DesignBasis> basis;
  private final RidgePenalty penalty;

  NewtonFit(Trainer trainer, Dataset training) {
    this(
        trainer,
        training,
        isLinear(trainer.model()) ? Optional.of(Design.of(training)) : Optional.empty());
  }

  private NewtonFit(Trainer trainer, Dataset training, Optional<Design> design) {
    this.trainer = trainer;
    this.data = training.to(trainer.precision());
    this.objective = new TrainingLoss(trainer, data, design.map(Design::rows));
    var ridge = trainer.learning().ridge().map(it -> it.lambda().orElseThrow()).orElse(0.0);
    this.basis = design.map(it -> it.basis(ridge, trainer.model().likelihood()));
    this.penalty = basis.map(it -> it.penalty(ridge)).orElse(RidgePenalty.NONE);
  }

  private static boolean isLinear(Model model) {
    return model.layers().size() == 1
        && model.layers().getFirst() instanceof Dense
        && model.features().row().rank() == 1;
  }

  /** Steps to the optimum, or until the trainer's epochs are over. */
  OptimizerRun run(Optional<Dataset> validation, TrainingListener listener) {
    return trainer.model().likelihood() instanceof Laplace && basis.isPresent()
        ? leastAbsolute(basis.get(), validation, listener)
        : newton(validation, listener);
  }

  private OptimizerRun newton(Optional<Dataset> validation, TrainingListener listener) {
    var history = new FitHistory(trainer, objective, validation, listener);
    var method =
        new NewtonMethod(
            objective,
            basis.<Coordinates>map(it -> it).orElse(Coordinates.OF_PARAMETERS),
            penalty,
            trainer.precisionEpsilon());
    var end = method.run(objective.start(), trainer.epochs(), history);
    return history.run(end.point(), end.reason(), basis.map(it -> found(it, end, validation)));
  }

  private LinearFit found(DesignBasis basis, NewtonMethod.End end, Optional<Dataset> validation) {
    var likelihood = trainer.model().likelihood();
    var diverging =
        likelihood.encoding() != TargetEncoding.STANDARDIZED
            && penalty.lambda() == 0
            && end.reason() == StopReason.CONVERGED
            && data.rows() * end.gain() < 1
            && basis.rows().largestChange(end.step(), data.outputs()) > DIVERGING;
    var moving = diverging ? basis.rows().moving(end.step(), data.outputs()) : List.<Integer>of();
    // Validation rows estimate the spread of new rows themselves.
    var spread = validation.isPresent() ? Optional.<PredictionSpread>empty() : spread(basis);
    return new LinearFit(basis.rank() + 1, aliased(basis), penalty.lambda() > 0, moving, spread);
  }

  private static List<Integer> aliased(DesignBasis basis) {
    return Arrays.stream(basis.aliased()).boxed().toList();
  }

  /** Where rows are many, the uncertainty of the coefficients is nothing beside the residuals'. */
  private Optional<PredictionSpread> spread(DesignBasis basis) {
    var coefficients = data.features() + 1;
    var equal =
        data.weights().equals(Tensor.filled(data.weights().dtype(), data.weights().shape(), 1));
    return trainer.model().likelihood() instanceof Normal
            && data.outputs() == 1
            && equal
            && coefficients <= MOST_COEFFICIENTS
            && data.rows() <= MANY_ROWS_EACH * coefficients
        ? Optional.of(
            new PredictionSpread(
                basis.leverage(), data.rows(), data.rows() - 1 - basis.effective()))
        : Optional.empty();
  }

  private OptimizerRun leastAbsolute(
      DesignBasis basis, Optional<Dataset> validation, TrainingListener listener) {
    var history = new FitHistory(trainer, objective, validation, listener);
    var outputs = data.outputs();
    var reduced = Vector.zeros((basis.rank() + 1) * outputs);
    for (var k = 0; k < outputs; k++) {
      var b = leastAbsolute(basis, k);
      for (var l = 0; l < b.length; l++) {
        reduced.values()[l * outputs + k] = b[l];
      }
    }
    var point = basis.toParameters(reduced);
    history.step(point, objective.loss(point));
    return history.run(
        point,
        StopReason.CONVERGED,
        Optional.of(
            new LinearFit(basis.rank() + 1, aliased(basis), false, List.of(), Optional.empty())));
  }

  private double[] leastAbsolute(DesignBasis basis, int output) {
    var z = new double[data.rows()][];
    var y = new double[data.rows()];
    IntStream.range(0, data.rows())
        .parallel()
        .forEach(i -> {
          var weight = data.weights().at(i);
          z[i] = basis.coordinates(i);
          y[i] = weight * data.y().at(i * data.outputs() + output);
          for (var l = 0; l < z[i].length; l++) {
            z[i][l] *= weight;
          }
        });
    return LeastAbsoluteDeviations.solve(z, y);
  }
}
