package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;

/** The operands one after another along an axis. */
public record Concatenate(int axis) implements Op.Move {
  @Override
  public String name() {
    return "concatenate";
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    var first = inputs.getFirst();
    var dim = 0;
    for (var input : inputs) {
      if (input.shape().rank() != first.shape().rank()
          || !input
              .with(input.shape().with(axis, 0))
              .equals(first.with(first.shape().with(axis, 0)))) {
        throw new ShapeException(
            first + " and " + input + " differ in more than the size of axis " + axis);
      }
      dim += input.shape().dim(axis);
    }
    return first.with(first.shape().with(axis, dim));
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    var out = Storage.allocate(type.dtype(), type.shape().size());
    var strides = type.shape().strides();
    var start = 0;
    for (var input : inputs) {
      Strided.write(input, out, start, strides);
      start += input.shape().dim(axis) * strides[axis];
    }
    return Tensor.wrap(type.dtype(), type.shape(), out.array());
  }

  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    var start = 0;
    for (var i = 0; i < node.inputs().size(); i++) {
      var dim = node.input(i).shape().dim(axis);
      into.add(i, cotangent.slice(axis, start, start + dim));
      start += dim;
    }
  }
}
