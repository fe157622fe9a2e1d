package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/** {@code a b + c}, rounded once. */
public record Fma() implements Op.Ternary {
  @Override
  public String name() {
    return "fma";
  }

  @Override
  public double apply(double a, double b, double c) {
    return Math.fma(a, b, c);
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    Elementwise.requireSame(inputs);
    Elementwise.require(inputs.getFirst().dtype().isFloat(), inputs);
    return inputs.getFirst();
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    if (type.dtype() == DType.FLOAT64) {
      return Op.Ternary.super.evaluate(inputs, type);
    }
    var a = (float[]) inputs.get(0).array();
    var b = (float[]) inputs.get(1).array();
    var c = (float[]) inputs.get(2).array();
    var out = new float[a.length];
    for (var i = 0; i < out.length; i++) {
      out[i] = Math.fma(a[i], b[i], c[i]);
    }
    return Tensor.wrap(DType.FLOAT32, type.shape(), out);
  }

  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    into.add(0, cotangent.times(node.input(1)));
    into.add(1, cotangent.times(node.input(0)));
    into.add(2, cotangent);
  }
}
