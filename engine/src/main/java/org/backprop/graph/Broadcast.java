package org.backprop.graph;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.backprop.tensor.Shape;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;

/** Repeats elements along new leading axes and along axes of size 1. */
public record Broadcast(Shape to) implements Op.Move {
  @Override
  public String name() {
    return "broadcast";
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    var from = inputs.getFirst().shape();
    if (from.rank() > to.rank() || !Shape.broadcast(from, to).equals(to)) {
      throw new ShapeException("shape " + from + " does not stretch to " + to);
    }
    return inputs.getFirst().with(to);
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    var x = inputs.getFirst();
    if (x.array() instanceof float[] only && only.length == 1) {
      var out = new float[to.size()];
      Arrays.fill(out, only[0]);
      return Tensor.wrap(type.dtype(), to, out);
    }
    var missing = to.rank() - x.shape().rank();
    var strides = new int[to.rank()];
    for (var axis = 0; axis < x.shape().rank(); axis++) {
      strides[missing + axis] = x.shape().dim(axis) == 1 ? 0 : x.shape().strides()[axis];
    }
    return Strided.read(x, type, 0, strides);
  }

  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    var from = node.input(0).shape();
    var missing = to.rank() - from.rank();
    var stretched =
        IntStream.range(0, to.rank())
            .filter(axis -> axis < missing || from.dim(axis - missing) != to.dim(axis))
            .boxed()
            .toList();
    into.add(0, Node.of(new Sum(stretched), cotangent).reshape(from));
  }
}
