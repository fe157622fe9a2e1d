package org.backprop.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/** The parameters that training starts from. */
public final class InitialParameters {
  private InitialParameters() {}

  /** By name, as training with this seed draws them. */
  public static Map<String, Tensor> of(Model model, DType dtype, long seed) {
    var random = new SplittableRandom(seed);
    var values = new LinkedHashMap<String, Tensor>();
    ModelGraph.predicting(model, dtype, dtype, 1)
        .parameters()
        .forEach(parameter -> values.put(parameter.name(), parameter.initial(random.split())));
    return values;
  }
}
