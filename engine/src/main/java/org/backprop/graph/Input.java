package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.Tensor;

/** A value that the caller gives to each run. */
public record Input(String label, TensorType type) implements Op.Source {
  @Override
  public String name() {
    return "input";
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    throw new IllegalArgumentException("no value was given for input " + label + " " + type);
  }
}
