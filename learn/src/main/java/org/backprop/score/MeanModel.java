package org.backprop.score;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.engine.Engine;
import org.backprop.graph.Node;
import org.backprop.layer.Dense;
import org.backprop.likelihood.Likelihood;
import org.backprop.model.Model;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * The baseline as a model: it looks at no input and always predicts the mean of the training
 * targets, which for classes is their frequencies.
 */
public final class MeanModel {
  private MeanModel() {}

  /** The baseline of a model; a spread, if the likelihood has one, is estimated on these rows. */
  public static TrainedModel of(TrainedModel trained, double[] mean, Dataset rows) {
    var likelihood = trained.model().likelihood();
    var outputs = trained.model().outputs();
    var model = new Model(trained.model().features(), List.of(new Dense(outputs)), likelihood);
    var parameters = new LinkedHashMap<String, Tensor>();
    var dtype = trained.dtype();
    parameters.put(
        "W1", Tensor.zeros(dtype, Shape.of(trained.model().features().count(), outputs)));
    parameters.put("b1", eta(likelihood, mean).reshape(outputs).to(dtype));
    return new TrainedModel(
        model,
        parameters,
        trained.inputType(),
        trained.preparation(),
        trained.target(),
        dispersion(likelihood, mean, rows),
        Optional.empty());
  }

  /** The pre-activation that has this mean, {@code [1, outputs]}. */
  private static Tensor eta(Likelihood likelihood, double[] mean) {
    var row = Tensor.of(Shape.of(1, mean.length), mean);
    return Engine.evaluate(likelihood.link(Node.constant(row)), Map.of());
  }

  private static double dispersion(Likelihood likelihood, double[] mean, Dataset rows) {
    if (!likelihood.hasDispersion()) {
      return 1;
    }
    var y = rows.y();
    var sum = 0.0;
    for (var i = 0; i < y.size(); i++) {
      sum += likelihood.dispersionTerm(y.at(i), mean[0]);
    }
    return sum / y.size();
  }
}
