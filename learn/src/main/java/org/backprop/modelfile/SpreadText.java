package org.backprop.modelfile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.backprop.model.PredictionSpread;
import org.backprop.model.TrainedModel;
import org.backprop.saved.SavedMap;
import org.backprop.tensor.Tensor;

/** The spread of predictions in a model file: a tensor, and two numbers of the description. */
final class SpreadText {
  private static final String TENSOR = "leverage";

  private SpreadText() {}

  /** The parameters, and the tensor of the spread if the model has one. */
  static Map<String, Tensor> tensors(TrainedModel trained) {
    var tensors = new LinkedHashMap<>(trained.parameters());
    trained.spread().ifPresent(spread -> tensors.put(TENSOR, spread.factor()));
    return tensors;
  }

  static Map<String, Object> toMap(PredictionSpread spread) {
    return SavedMap.of("rows", spread.rows(), "degrees_of_freedom", spread.degreesOfFreedom());
  }

  /** The tensors that are parameters. */
  static Map<String, Tensor> parameters(Map<String, Tensor> tensors) {
    var parameters = new LinkedHashMap<>(tensors);
    parameters.remove(TENSOR);
    return parameters;
  }

  /** The spread of a description; empty in a file without one. */
  static Optional<PredictionSpread> of(SavedMap about, Map<String, Tensor> tensors, int features) {
    if (!about.has("spread")) {
      return Optional.empty();
    }
    var spread = about.saved("spread");
    var factor = tensors.get(TENSOR);
    if (factor == null || factor.shape().rank() != 2 || factor.shape().dim(0) != features + 1) {
      throw new DamageException(
          "its spread of predictions needs the tensor %s[%s, ...], but it is %s"
              .formatted(
                  TENSOR, features + 1, factor == null ? "not there" : factor.shape().toString()));
    }
    return Optional.of(
        new PredictionSpread(factor, spread.whole("rows"), spread.number("degrees_of_freedom")));
  }
}
