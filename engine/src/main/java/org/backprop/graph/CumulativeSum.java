package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;

/** The sum of all elements up to and including each one along an axis, or from it to the end. */
public record CumulativeSum(int axis, boolean fromEnd) implements Op.Scan {
  @Override
  public String name() {
    return "cumulativeSum";
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    var type = inputs.getFirst();
    Elementwise.require(type.dtype() != DType.BOOL && type.dtype() != DType.UINT8, inputs);
    type.shape().dim(axis);
    return type;
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    var in = Storage.of(inputs.getFirst());
    var out = Storage.allocate(type.dtype(), type.shape().size());
    var dim = type.shape().dim(axis);
    var stride = type.shape().strides()[axis];
    for (var i = 0; i < out.length(); i++) {
      var at = fromEnd ? out.length() - 1 - i : i;
      var previous = fromEnd ? at + stride : at - stride;
      var first = at / stride % dim == (fromEnd ? dim - 1 : 0);
      if (type.dtype().isFloat()) {
        out.set(at, in.get(at) + (first ? 0 : out.get(previous)));
      } else {
        out.setLong(at, in.getLong(at) + (first ? 0 : out.getLong(previous)));
      }
    }
    return Tensor.wrap(type.dtype(), type.shape(), out.array());
  }

  @Override
  public boolean movesCotangents() {
    return true;
  }

  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    into.add(0, Node.of(new CumulativeSum(axis, !fromEnd), cotangent));
  }
}
