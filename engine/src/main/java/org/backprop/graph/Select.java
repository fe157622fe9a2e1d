package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.DType;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;

/**
 * The second operand where the first is true, else the third. The operand that is not taken gets a
 * gradient of exactly 0, and so does what it is made of by elementwise operations, moves and sums,
 * whatever stands there; across a contraction, 0 times a number that is not finite is NaN.
 */
public record Select() implements Op.Ternary {
  @Override
  public String name() {
    return "select";
  }

  @Override
  public double apply(double a, double b, double c) {
    return a != 0 ? b : c;
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    if (inputs.getFirst().dtype() != DType.BOOL) {
      throw new ShapeException("the condition must be BOOL, not " + inputs.getFirst());
    }
    Elementwise.requireSame(inputs.subList(1, 3));
    Elementwise.requireSame(List.of(inputs.get(1), inputs.get(0).with(inputs.get(1).dtype())));
    return inputs.get(1);
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    if (type.dtype() != DType.INT64) {
      return Op.Ternary.super.evaluate(inputs, type);
    }
    var condition = Storage.of(inputs.get(0));
    var a = Storage.of(inputs.get(1));
    var b = Storage.of(inputs.get(2));
    var out = new long[type.shape().size()];
    for (var i = 0; i < out.length; i++) {
      out[i] = (condition.get(i) != 0 ? a : b).getLong(i);
    }
    return Tensor.wrap(DType.INT64, type.shape(), out);
  }

  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    if (node.dtype().isFloat()) {
      into.addWhere(node.input(0), true, 1, cotangent);
      into.addWhere(node.input(0), false, 2, cotangent);
    }
  }
}
