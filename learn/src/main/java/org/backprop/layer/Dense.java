package org.backprop.layer;

import java.util.List;
import org.backprop.graph.Node;
import org.backprop.part.Arguments;
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
  public String name() {
    return "dense";
  }

  @Override
  public Node apply(Node x, Construction construction) {
    var number = construction.nextNumber();
    var inputs = x.shape().dim(1);
    var weights = construction.weights("W" + number, Shape.of(inputs, outputs));
    var bias = construction.zeros("b" + number, Shape.of(outputs));
    return x.matmul(weights).plus(bias).named("a" + number);
  }

  @Override
  public Shape output(Shape row) {
    if (row.rank() != 1) {
      throw new IllegalArgumentException(this + " takes rows of numbers [n], not of shape " + row);
    }
    return Shape.of(outputs);
  }

  @Override
  public List<?> arguments() {
    return List.of(outputs);
  }

  @Override
  public Layer with(Arguments arguments) {
    arguments.requireCount(1);
    return new Dense(arguments.whole(0));
  }

  @Override
  public boolean isAffine() {
    return true;
  }

  @Override
  public String toString() {
    return text();
  }
}
