package org.backprop.graph;

import java.util.List;
import java.util.stream.IntStream;
import org.backprop.tensor.Shape;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;

/**
 * How reductions fold: in an order that is part of their meaning.
 *
 * <p>The elements that fold into one are taken in row-major order; element {@code t} goes to lane
 * {@code t mod 16}, and the lanes are then folded as a tree: 8 onto 8, 4 onto 4, 2 onto 2, 1 onto
 * 1.
 */
public final class Reduction {
  /** The lanes of a fold. */
  public static final int LANES = 16;

  private Reduction() {}

  static Shape shape(Shape from, List<Integer> axes) {
    var previous = -1;
    for (var axis : axes) {
      if (axis <= previous || axis >= from.rank()) {
        throw new ShapeException("axes " + axes + " are not ascending axes of " + from);
      }
      previous = axis;
    }
    var shape = from;
    for (var axis : axes.reversed()) {
      shape = shape.without(axis);
    }
    return shape;
  }

  static Tensor evaluate(Op.Reduce op, Tensor x, TensorType type) {
    var in = Storage.of(x);
    var out = Storage.allocate(type.dtype(), type.shape().size());
    var kept = offsets(x.shape(), op.axes(), false);
    var folded = offsets(x.shape(), op.axes(), true);
    var lanes = Storage.allocate(type.dtype(), LANES);
    var whole = !type.dtype().isFloat();
    for (var i = 0; i < kept.length; i++) {
      fill(lanes, op.start());
      for (var t = 0; t < folded.length; t++) {
        fold(op, whole, lanes, t % LANES, in, kept[i] + folded[t]);
      }
      for (var width = LANES / 2; width > 0; width /= 2) {
        for (var lane = 0; lane < width; lane++) {
          fold(op, whole, lanes, lane, lanes, lane + width);
        }
      }
      out.copy(i, lanes, 0);
    }
    return Tensor.wrap(type.dtype(), type.shape(), out.array());
  }

  /** The elements that are equal to the result of a reduction share its cotangent. */
  static void pullToEqual(Node node, List<Integer> axes, Node cotangent, Op.Cotangents into) {
    var x = node.input(0);
    var equal = x.equalTo(node.unreduce(x.shape(), axes));
    var share = cotangent.dividedBy(Node.of(new Sum(axes), equal.cast(x.dtype())));
    into.addWhere(equal, true, 0, share.unreduce(x.shape(), axes));
  }

  private static void fill(Storage lanes, double value) {
    for (var lane = 0; lane < LANES; lane++) {
      lanes.set(lane, value);
    }
  }

  /** Whole numbers are folded as longs: they wrap as in Java and keep all their digits. */
  private static void fold(
      Op.Reduce op, boolean whole, Storage lanes, int lane, Storage from, int at) {
    if (whole) {
      lanes.setLong(lane, op.combine(lanes.getLong(lane), from.getLong(at)));
    } else {
      lanes.set(lane, op.combine(lanes.get(lane), from.get(at)));
    }
  }

  /** Where the elements lie that differ only along the chosen (or only along the other) axes. */
  private static int[] offsets(Shape shape, List<Integer> axes, boolean chosen) {
    var all = shape.strides();
    var dims =
        IntStream.range(0, shape.rank()).filter(axis -> axes.contains(axis) == chosen).toArray();
    var sizes = IntStream.of(dims).map(shape::dim).toArray();
    var strides = IntStream.of(dims).map(axis -> all[axis]).toArray();
    return Strided.offsets(Shape.of(sizes), 0, strides);
  }
}
