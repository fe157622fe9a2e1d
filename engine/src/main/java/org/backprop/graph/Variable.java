package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.Tensor;

/** A value that a program keeps from one run to the next, such as a weight. */
public record Variable(String label, TensorType type) implements Op.Source {
  @Override
  public String name() {
    return "variable";
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    throw new IllegalArgumentException("no value was given for variable " + label + " " + type);
  }
}
