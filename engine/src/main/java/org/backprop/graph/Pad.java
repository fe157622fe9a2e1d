package org.backprop.graph;

import java.util.ArrayList;
import java.util.List;
import org.backprop.tensor.Shape;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;

/** Zeros (or false) put before, after and between the elements along each axis. */
public record Pad(List<Integer> before, List<Integer> after, List<Integer> between)
    implements Op.Move {
  public Pad {
    before = List.copyOf(before);
    after = List.copyOf(after);
    between = List.copyOf(between);
  }

  @Override
  public String name() {
    return "pad";
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    var from = inputs.getFirst().shape();
    var dims = new int[from.rank()];
    if (before.size() != dims.length
        || after.size() != dims.length
        || between.size() != dims.length) {
      throw new ShapeException("padding of " + from + " needs three numbers for each axis");
    }
    for (var axis = 0; axis < dims.length; axis++) {
      if (before.get(axis) < 0 || after.get(axis) < 0 || between.get(axis) < 0) {
        throw new ShapeException("padding cannot be negative: axis " + axis + " of " + from);
      }
      var gaps = Math.max(0, from.dim(axis) - 1) * between.get(axis);
      dims[axis] = before.get(axis) + from.dim(axis) + gaps + after.get(axis);
    }
    return inputs.getFirst().with(Shape.of(dims));
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    var out = Storage.allocate(type.dtype(), type.shape().size());
    var strides = type.shape().strides();
    var start = 0;
    for (var axis = 0; axis < strides.length; axis++) {
      start += before.get(axis) * strides[axis];
      strides[axis] *= between.get(axis) + 1;
    }
    Strided.write(inputs.getFirst(), out, start, strides);
    return Tensor.wrap(type.dtype(), type.shape(), out.array());
  }

  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    var ends = new ArrayList<Integer>();
    for (var axis = 0; axis < before.size(); axis++) {
      ends.add(node.shape().dim(axis) - after.get(axis));
    }
    var steps = between.stream().map(gap -> gap + 1).toList();
    into.add(0, Node.of(new Slice(before, ends, steps), cotangent));
  }
}
