package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/** Converts elements to another type as a cast of Java does; gradients pass between floats. */
public record Cast(DType to) implements Op.Unary {
  @Override
  public String name() {
    return "cast";
  }

  @Override
  public double apply(double x) {
    return x;
  }

  @Override
  public Node derivative(Node x, Node y) {
    return x.constant(1);
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    return inputs.getFirst().with(to);
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    return inputs.getFirst().to(to);
  }

  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    var from = node.input(0).dtype();
    if (from.isFloat() && to.isFloat()) {
      into.add(0, cotangent.cast(from));
    }
  }
}
