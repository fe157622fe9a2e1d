package org.backprop.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;

/**
 * Where the elements of a value lie in its buffer: element {@code (i, j, ...)} at {@code offset + i
 * strides[0] + j strides[1] + ...}. Moving elements without copying is only another layout.
 *
 * <p>A matrix in panels is cut into stripes of {@link TargetMachine.Matmuls#panel} columns that
 * follow each other in memory: a step of one panel's columns leads to the next panel instead of the
 * next place in the row.
 *
 * @param panel the distance from one panel to the next; 0 for what is not cut into panels
 */
public record Layout(int offset, Shape shape, List<Integer> strides, int panel) {
  public Layout {
    strides = List.copyOf(strides);
  }

  private Layout(int offset, Shape shape, List<Integer> strides) {
    this(offset, shape, strides, 0);
  }

  /** A matrix in panels, each a row-major matrix of its own. */
  static Layout panels(TargetMachine machine, Shape shape) {
    var panel = machine.matmuls().panel();
    return new Layout(0, shape, List.of(panel, 1), shape.dim(0) * panel);
  }

  /** A row-major matrix whose rows follow each other. */
  static Layout unpadded(Shape shape) {
    return new Layout(0, shape, List.of(shape.dim(1), 1));
  }

  /**
   * How a computed value is stored: row-major, each row padded to whole vectors, and by one vector
   * more where rows would lie a multiple of four cache lines apart: a product that reads down a
   * column would find its lines driven out by others.
   */
  static Layout standard(TargetMachine machine, DType dtype, Shape shape) {
    var strides = new Integer[shape.rank()];
    var last = shape.rank() - 1;
    while (last > 0 && shape.dim(last) == 1) {
      last--;
    }
    var first = 0;
    while (first < last && shape.dim(first) == 1) {
      first++;
    }
    var stride = 1;
    for (var axis = shape.rank() - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      var dim = shape.dim(axis);
      stride *= axis == last && first < last ? row(machine, dtype, dim) : dim;
    }
    return new Layout(0, shape, Arrays.asList(strides));
  }

  /** The length of a padded row; columns of rows four lines apart share a quarter of a cache. */
  private static int row(TargetMachine machine, DType dtype, int columns) {
    var padded = machine.padded(columns);
    var conflicts = padded > 0 && padded * dtype.bytes() % (4 * machine.caches().line()) == 0;
    return conflicts ? padded + machine.padding() : padded;
  }

  /** The number of elements that a buffer of this layout takes. */
  int length(TargetMachine machine) {
    if (panel > 0) {
      return Math.multiplyExact(Math.ceilDiv(shape.dim(1), machine.matmuls().panel()), panel);
    }
    var length = 1;
    for (var axis = 0; axis < shape.rank(); axis++) {
      length = Math.max(length, shape.dim(axis) * stride(axis));
    }
    return machine.padded(length);
  }

  int stride(int axis) {
    return strides.get(axis);
  }

  Layout broadcast(Shape to) {
    var missing = to.rank() - shape.rank();
    return new Layout(
        offset,
        to,
        IntStream.range(0, to.rank())
            .mapToObj(axis ->
                axis < missing || shape.dim(axis - missing) == 1 ? 0 : stride(axis - missing))
            .toList());
  }

  Layout permute(List<Integer> axes) {
    return new Layout(
        offset,
        Shape.of(axes.stream().mapToInt(shape::dim).toArray()),
        axes.stream().map(strides::get).toList());
  }

  Layout slice(List<Integer> starts, List<Integer> steps, Shape to) {
    var start = offset;
    for (var axis = 0; axis < shape.rank(); axis++) {
      start += starts.get(axis) * stride(axis);
    }
    return new Layout(
        start,
        to,
        IntStream.range(0, to.rank()).mapToObj(axis -> steps.get(axis) * stride(axis)).toList());
  }

  /** The same elements in row-major order under another shape; nothing where that needs a copy. */
  Optional<Layout> reshape(Shape to) {
    if (shape.size() == 0) {
      return Optional.of(new Layout(offset, to, Arrays.stream(to.strides()).boxed().toList()));
    }
    var runs = runs();
    var strides = new Integer[to.rank()];
    var run = runs.size() - 1;
    var left = run < 0 ? 1 : runs.get(run)[0];
    var stride = run < 0 ? 0 : runs.get(run)[1];
    for (var axis = to.rank() - 1; axis >= 0; axis--) {
      var dim = to.dim(axis);
      strides[axis] = 0;
      if (dim == 1) {
        continue;
      }
      if (left == 1) {
        run--;
        left = runs.get(run)[0];
        stride = runs.get(run)[1];
      }
      if (left % dim != 0) {
        return Optional.empty();
      }
      strides[axis] = stride;
      stride *= dim;
      left /= dim;
    }
    return Optional.of(new Layout(offset, to, Arrays.asList(strides)));
  }

  /** Runs of evenly spaced elements, outermost first: {@code {count, stride}}. */
  private List<int[]> runs() {
    var runs = new ArrayList<int[]>();
    for (var axis = 0; axis < shape.rank(); axis++) {
      var dim = shape.dim(axis);
      if (dim == 1) {
        continue;
      }
      if (!runs.isEmpty() && runs.getLast()[1] == dim * stride(axis)) {
        var last = runs.removeLast();
        runs.add(new int[] {last[0] * dim, stride(axis)});
      } else {
        runs.add(new int[] {dim, stride(axis)});
      }
    }
    return runs;
  }
}
