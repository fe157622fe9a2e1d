package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/** Bits of INT32 or INT64 moved to the right by the second operand, zeros moving in. */
public record ShiftRight() implements Op.Bitwise {
  @Override
  public String name() {
    return "shiftRight";
  }

  @Override
  public long apply(long a, long b) {
    return a >>> b;
  }

  @Override
  public boolean takes(DType dtype) {
    return dtype == DType.INT32 || dtype == DType.INT64;
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    if (type.dtype() == DType.INT64) {
      return Op.Bitwise.super.evaluate(inputs, type);
    }
    var a = (int[]) inputs.get(0).array();
    var b = (int[]) inputs.get(1).array();
    var out = new int[a.length];
    for (var i = 0; i < out.length; i++) {
      out[i] = a[i] >>> b[i];
    }
    return Tensor.wrap(DType.INT32, type.shape(), out);
  }
}
