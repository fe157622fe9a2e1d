package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.Shape;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;

/** The same elements in the same row-major order under another shape. */
public record Reshape(Shape to) implements Op.Move {
  @Override
  public String name() {
    return "reshape";
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    var from = inputs.getFirst().shape();
    if (from.size() != to.size()) {
      throw new ShapeException(
          "shape " + from + " has " + from.size() + " elements and " + to + " has " + to.size());
    }
    return inputs.getFirst().with(to);
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    return Tensor.wrap(type.dtype(), to, inputs.getFirst().array());
  }

  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    into.add(0, cotangent.reshape(node.input(0).shape()));
  }
}
