package org.backprop.layer;

import java.util.SplittableRandom;
import org.backprop.graph.Node;
import org.backprop.tensor.Tensor;

/**
 * A trained variable and the range of its initial values: uniform between {@code -bound} and {@code
 * bound}.
 */
public record Parameter(Node node, double bound) {

  /** The name, as in {@code W1}. */
  public String name() {
    return node.label().orElseThrow();
  }

  /** Initial values. */
  public Tensor initial(SplittableRandom random) {
    var values = new double[node.shape().size()];
    for (var i = 0; bound > 0 && i < values.length; i++) {
      values[i] = (2 * random.nextDouble() - 1) * bound;
    }
    return Tensor.of(node.shape(), values).to(node.dtype());
  }
}
