package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.Tensor;

/** The sum of all elements up to and including each one along an axis, or from it to the end. */
public record CumulativeSum(int axis, boolean fromEnd) implements Cumulative {
  @Override
  public String name() {
    return "cumulativeSum";
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    return partial(inputs.getFirst(), type, Double::sum, Long::sum);
  }

  @Override
  public boolean movesCotangents() {
    return true;
  }

  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    into.add(0, Node.of(new CumulativeSum(axis, !fromEnd), cotangent));
  }
}
