package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;

/** Each element is its own index along one axis: 0, 1, 2, ... */
public record Iota(TensorType type, int axis) implements Op.Source {
  @Override
  public String name() {
    return "iota";
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    var stride = type.shape().strides()[axis];
    var dim = type.shape().dim(axis);
    var out = Storage.allocate(type.dtype(), type.shape().size());
    for (var i = 0; i < out.length(); i++) {
      out.setLong(i, i / stride % dim);
    }
    return Tensor.wrap(type.dtype(), type.shape(), out.array());
  }
}
