package org.backprop.graph;

import java.util.ArrayList;
import java.util.List;
import org.backprop.tensor.Shape;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;

/** Along each axis the indices from a start to before an end, at steps of one or more. */
public record Slice(List<Integer> starts, List<Integer> ends, List<Integer> steps)
    implements Op.Move {
  public Slice {
    starts = List.copyOf(starts);
    ends = List.copyOf(ends);
    steps = List.copyOf(steps);
  }

  @Override
  public String name() {
    return "slice";
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    var from = inputs.getFirst().shape();
    if (starts.size() != from.rank() || ends.size() != from.rank() || steps.size() != from.rank()) {
      throw new ShapeException(
          "a slice of " + from + " needs a start, an end and a step for each axis");
    }
    var dims = new int[from.rank()];
    for (var axis = 0; axis < dims.length; axis++) {
      var start = starts.get(axis);
      var end = ends.get(axis);
      if (start < 0 || end < start || end > from.dim(axis) || steps.get(axis) < 1) {
        throw new ShapeException(
            "indices "
                + start
                + " to "
                + end
                + " in steps of "
                + steps.get(axis)
                + " are not within axis "
                + axis
                + " of "
                + from);
      }
      dims[axis] = Math.ceilDiv(end - start, steps.get(axis));
    }
    return inputs.getFirst().with(Shape.of(dims));
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    var strides = inputs.getFirst().shape().strides();
    var start = 0;
    for (var axis = 0; axis < strides.length; axis++) {
      start += starts.get(axis) * strides[axis];
      strides[axis] *= steps.get(axis);
    }
    return Strided.read(inputs.getFirst(), type, start, strides);
  }

  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    var from = node.input(0).shape();
    var after = new ArrayList<Integer>();
    for (var axis = 0; axis < from.rank(); axis++) {
      var dim = node.shape().dim(axis);
      var reached =
          dim == 0 ? starts.get(axis) : starts.get(axis) + (dim - 1) * steps.get(axis) + 1;
      after.add(from.dim(axis) - reached);
    }
    var between = steps.stream().map(step -> step - 1).toList();
    into.add(0, Node.of(new Pad(starts, after, between), cotangent));
  }
}
