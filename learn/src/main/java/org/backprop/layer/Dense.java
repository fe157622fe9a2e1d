package org.backprop.layer;

import org.backprop.graph.Node;
import org.backprop.tensor.Shape;

/**
 * A fully connected layer, {@code a = x W + b} with {@code W} of shape {@code [inputs, outputs]}.
 */
public record Dense(int outputs) implements Layer {
  public Dense {
    if (outputs < 1) {
      throw new IllegalArgumentException("a dense layer needs at least one output, not " + outputs);
    }
  }

  @Override
  public Node apply(Node x, Construction construction) {
    var number = construction.nextDense();
    var inputs = x.shape().dim(1);
    var weights = construction.weights("W" + number, Shape.of(inputs, outputs));
    var bias = construction.zeros("b" + number, Shape.of(outputs));
    return x.matmul(weights).plus(bias).named("a" + number);
  }

  @Override
  public int outputs(int inputs) {
    return outputs;
  }

  @Override
  public String toString() {
    return "dense(" + outputs + ")";
  }
}
