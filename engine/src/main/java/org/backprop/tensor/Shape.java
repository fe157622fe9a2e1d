package org.backprop.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The sizes of a tensor's axes, outermost first; elements are stored in row-major order. A scalar
 * has no axes.
 *
 * <p>Axes are counted from 0; where an axis is a parameter, a negative one counts from the end.
 */
public final class Shape {
  /** The shape of a single number. */
  public static final Shape SCALAR = new Shape(new int[0]);

  private static final int MOST = Integer.MAX_VALUE - 8;

  private final int[] dims;
  private final int size;

  private Shape(int[] dims) {
    this.dims = dims;
    var product = 1L;
    for (var dim : dims) {
      if (dim < 0) {
        throw new ShapeException("an axis cannot have the negative size " + dim);
      }
      product = Math.min(product * dim, MOST + 1L);
    }
    if (product > MOST) {
      throw new ShapeException(this + " is too large; one tensor holds at most 2^31 - 9 elements");
    }
    this.size = (int) product;
  }

  /** The shape with these sizes, as in {@code Shape.of(64, 784)}. */
  public static Shape of(int... dims) {
    return dims.length == 0 ? SCALAR : new Shape(dims.clone());
  }

  /** The number of axes. */
  public int rank() {
    return dims.length;
  }

  /** The size of an axis. */
  public int dim(int axis) {
    return dims[axis(axis)];
  }

  /** A copy of all sizes. */
  public int[] dims() {
    return dims.clone();
  }

  /** The number of elements: the product of the sizes, 1 for a scalar. */
  public int size() {
    return size;
  }

  /** The axis counted from 0, whether it was counted from the front or from the end. */
  public int axis(int axis) {
    if (axis < -dims.length || axis >= dims.length) {
      throw new ShapeException("axis " + axis + " is outside " + this);
    }
    return axis < 0 ? axis + dims.length : axis;
  }

  /** The stride of each axis in a row-major tensor, in elements. */
  public int[] strides() {
    var strides = new int[dims.length];
    var step = 1;
    for (var axis = dims.length - 1; axis >= 0; axis--) {
      strides[axis] = step;
      step *= dims[axis];
    }
    return strides;
  }

  /** This shape with another size at one axis. */
  public Shape with(int axis, int dim) {
    var changed = dims.clone();
    changed[axis(axis)] = dim;
    return new Shape(changed);
  }

  /** This shape with one axis left out. */
  public Shape without(int axis) {
    var at = axis(axis);
    var rest = new int[dims.length - 1];
    System.arraycopy(dims, 0, rest, 0, at);
    System.arraycopy(dims, at + 1, rest, at, rest.length - at);
    return new Shape(rest);
  }

  /** This shape with a new axis before the given position (from 0 to the rank). */
  public Shape insert(int position, int dim) {
    var wider = new int[dims.length + 1];
    System.arraycopy(dims, 0, wider, 0, position);
    wider[position] = dim;
    System.arraycopy(dims, position, wider, position + 1, dims.length - position);
    return new Shape(wider);
  }

  /**
   * The shape that two operands share after broadcasting: aligned at the last axis, an axis of size
   * 1 or a missing one stretches to the other's size.
   */
  public static Shape broadcast(Shape a, Shape b) {
    var rank = Math.max(a.rank(), b.rank());
    var dims = new int[rank];
    for (var i = 1; i <= rank; i++) {
      var m = i <= a.rank() ? a.dims[a.rank() - i] : 1;
      var n = i <= b.rank() ? b.dims[b.rank() - i] : 1;
      if (m != n && m != 1 && n != 1) {
        throw new ShapeException(
            "shapes "
                + a
                + " and "
                + b
                + " do not broadcast: axis "
                + -i
                + " is "
                + m
                + " and "
                + n);
      }
      dims[rank - i] = m == 1 ? n : m;
    }
    return new Shape(dims);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /** As in {@code [64, 784]}. */
  @Override
  public String toString() {
    return Arrays.stream(dims)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
