package org.backprop.layer;

import org.backprop.graph.Compositions;
import org.backprop.graph.Node;

/**
 * Sets each value to 0 with probability {@code rate} while training, and divides the others by
 * {@code 1 - rate}, so that the mean stays (Srivastava et al. 2014); else the identity.
 */
public record Dropout(double rate) implements Layer {
  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("a dropout rate is from 0 to below 1, not " + rate);
    }
  }

  @Override
  public Node apply(Node x, Construction construction) {
    var bits = construction.randomBits(x.shape().dim(1));
    if (bits.isEmpty() || rate == 0) {
      return x;
    }
    var uniform = Compositions.uniform(bits.get());
    var kept = uniform.constant(rate).atMost(uniform).named("mask");
    return Node.select(kept, x.times(1 / (1 - rate)), x.zeros())
        .named(x.label().orElse("x") + "_drop");
  }

  @Override
  public int outputs(int inputs) {
    return inputs;
  }

  @Override
  public String toString() {
    return "dropout(" + rate + ")";
  }
}
