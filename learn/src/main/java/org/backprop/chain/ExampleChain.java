package org.backprop.chain;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.tanh;
import static org.backprop.likelihood.Likelihoods.bernoulli;

import java.util.Map;
import org.backprop.model.Model;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * A network small enough to calculate by hand: two inputs, two hidden units with tanh, and one
 * output, the probability of a yes.
 */
public final class ExampleChain {
  private ExampleChain() {}

  /** Its form. */
  public static Model model() {
    return Model.of(features(2), dense(2), tanh(), dense(1), bernoulli());
  }

  /** Its chain for the row x = [1, -0.5] with y = 1. */
  public static Chain chain() {
    var parameters =
        Map.of(
            "W1", Tensor.matrix(new double[] {0.5, -0.3}, new double[] {0.8, 0.4}),
            "b1", Tensor.of(Shape.of(2), 0.1, -0.2),
            "W2", Tensor.of(Shape.of(2, 1), 0.6, -0.7),
            "b2", Tensor.of(Shape.of(1), -0.1));
    return Chain.of(
        model(),
        parameters,
        Tensor.matrix(new double[] {1, -0.5}),
        Tensor.matrix(new double[] {1}));
  }
}
