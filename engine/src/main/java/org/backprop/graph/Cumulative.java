package org.backprop.graph;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;

/** Combines each element with the result before it along an axis, from either end. */
interface Cumulative extends Op.Scan {
  /** Whether it starts at the last element. */
  boolean fromEnd();

  @Override
  default TensorType infer(List<TensorType> inputs) {
    var type = inputs.getFirst();
    Elementwise.require(type.dtype() != DType.BOOL && type.dtype() != DType.UINT8, inputs);
    type.shape().dim(axis());
    return type;
  }

  /** The partial results of one of these, for floats or whole numbers. */
  default Tensor partial(
      Tensor x, TensorType type, DoubleBinaryOperator floats, LongBinaryOperator wholes) {
    var in = Storage.of(x);
    var out = Storage.allocate(type.dtype(), type.shape().size());
    var dim = type.shape().dim(axis());
    var stride = type.shape().strides()[axis()];
    for (var i = 0; i < out.length(); i++) {
      var at = fromEnd() ? out.length() - 1 - i : i;
      var previous = fromEnd() ? at + stride : at - stride;
      var first = at / stride % dim == (fromEnd() ? dim - 1 : 0);
      if (type.dtype().isFloat()) {
        var value = in.get(at);
        out.set(at, first ? value : floats.applyAsDouble(value, out.get(previous)));
      } else {
        var value = in.getLong(at);
        out.setLong(at, first ? value : wholes.applyAsLong(value, out.getLong(previous)));
      }
    }
    return Tensor.wrap(type.dtype(), type.shape(), out.array());
  }
}
