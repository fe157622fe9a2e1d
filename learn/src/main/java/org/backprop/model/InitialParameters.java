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

  /** Those that the training of a model started from; with seed 1 where its seed is not known. */
  public static Map<String, Tensor> of(TrainedModel trained) {
    var seed =
        trained
            .provenance()
            .flatMap(provenance -> provenance.setting("execution", "seed"))
            .map(it -> ((Number) it).longValue())
            .orElse(1L);
    return of(trained.model(), trained.dtype(), seed);
  }
}
