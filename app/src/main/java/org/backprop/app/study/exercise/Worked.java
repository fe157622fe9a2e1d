package org.backprop.app.study.exercise;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.backprop.chain.Chain;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * A model with seeded tenths for parameters and samples.
 *
 * @param x {@code [samples, features]}
 * @param y {@code [samples, outputs]}
 */
public record Worked(Model model, Map<String, Tensor> parameters, Tensor x, Tensor y) {

  /** A model with fresh numbers for these targets. */
  public static Worked of(Model model, SplittableRandom random, Tensor y) {
    var samples = y.shape().dim(0);
    var x = tenths(Shape.of(samples, model.features().count()), random);
    var parameters = new HashMap<String, Tensor>();
    ModelGraph.predicting(model, DType.FLOAT64, DType.FLOAT64, samples)
        .parameters()
        .forEach(it -> parameters.put(it.name(), tenths(it.node().shape(), random)));
    return new Worked(model, parameters, x, y);
  }

  /** Tenths from -1 to 1. */
  public static Tensor tenths(Shape shape, SplittableRandom random) {
    var values = new double[shape.size()];
    Arrays.setAll(values, i -> random.nextInt(-10, 11) / 10.0);
    return Tensor.of(shape, values);
  }

  /** Its steps. */
  public Chain chain() {
    return Chain.of(model, parameters, x, y);
  }

  /** The chain of one sample alone. */
  public Chain sample(int row) {
    return Chain.of(model, parameters, x.rows(row), y.rows(row));
  }
}
