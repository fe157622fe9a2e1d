package org.backprop.layer;

import java.util.List;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;
import org.backprop.part.Arguments;
import org.backprop.tensor.Shape;

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
  public String name() {
    return "dropout";
  }

  @Override
  public Node apply(Node x, Construction construction) {
    var bits = construction.randomBits(x.shape().without(0).size());
    if (bits.isEmpty() || rate == 0) {
      return x;
    }
    var uniform = Compositions.uniform(bits.get());
    var kept = uniform.constant(rate).atMost(uniform);
    var mask = (x.shape().rank() == 2 ? kept : kept.reshape(x.shape())).named("mask");
    return Node.select(mask, x.times(1 / (1 - rate)), x.zeros())
        .named(x.label().orElse("x") + "_drop");
  }

  @Override
  public Shape output(Shape row) {
    return row;
  }

  @Override
  public List<?> arguments() {
    return List.of(rate);
  }

  @Override
  public Layer with(Arguments arguments) {
    arguments.requireCount(1);
    return new Dropout(arguments.number(0));
  }

  @Override
  public String toString() {
    return text();
  }
}
