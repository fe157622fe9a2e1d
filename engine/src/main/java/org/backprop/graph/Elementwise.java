package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.DType;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;

/** The loops and type rules that elementwise operations share. */
final class Elementwise {
  private Elementwise() {}

  static void require(boolean taken, List<TensorType> inputs) {
    if (!taken) {
      throw new ShapeException(
          "elements of type "
              + inputs.getFirst().dtype()
              + " are not taken; cast the operand first");
    }
  }

  static void requireSame(List<TensorType> inputs) {
    for (var input : inputs) {
      if (!input.equals(inputs.getFirst())) {
        throw new ShapeException(
            "the operands' types differ, "
                + inputs.getFirst()
                + " and "
                + input
                + "; broadcast or cast one of them");
      }
    }
  }

  /** Computing in double and rounding once gives the float result of + - * / and sqrt exactly. */
  static Tensor map(Op.Unary op, Tensor x, TensorType type) {
    var array =
        switch (x.array()) {
          case float[] in -> {
            var out = new float[in.length];
            for (var i = 0; i < in.length; i++) {
              out[i] = (float) op.apply(in[i]);
            }
            yield out;
          }
          case double[] in -> {
            var out = new double[in.length];
            for (var i = 0; i < in.length; i++) {
              out[i] = op.apply(in[i]);
            }
            yield out;
          }
          default -> {
            var in = Storage.of(x);
            var out = Storage.allocate(type.dtype(), x.size());
            for (var i = 0; i < out.length(); i++) {
              out.setLong(i, op.apply(in.getLong(i)));
            }
            yield out.array();
          }
        };
    return Tensor.wrap(type.dtype(), type.shape(), array);
  }

  static Tensor zip(Op.Binary op, Tensor a, Tensor b, TensorType type) {
    if (type.dtype() == DType.FLOAT32) {
      return zipFloats(op, (float[]) a.array(), (float[]) b.array(), type);
    }
    var left = Storage.of(a);
    var right = Storage.of(b);
    var out = Storage.allocate(type.dtype(), a.size());
    for (var i = 0; i < out.length(); i++) {
      if (a.dtype().isFloat()) {
        out.set(i, op.apply(left.get(i), right.get(i)));
      } else {
        out.setLong(i, op.apply(left.getLong(i), right.getLong(i)));
      }
    }
    return Tensor.wrap(type.dtype(), type.shape(), out.array());
  }

  private static Tensor zipFloats(Op.Binary op, float[] a, float[] b, TensorType type) {
    var out = new float[a.length];
    for (var i = 0; i < out.length; i++) {
      out[i] = (float) op.apply(a[i], b[i]);
    }
    return Tensor.wrap(type.dtype(), type.shape(), out);
  }
}
