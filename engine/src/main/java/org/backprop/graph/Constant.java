package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.Tensor;

/** A value that is known when the graph is built. */
public record Constant(Tensor value) implements Op.Source {
  @Override
  public String name() {
    return "constant";
  }

  @Override
  public TensorType type() {
    return new TensorType(value.dtype(), value.shape());
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    return value;
  }
}
