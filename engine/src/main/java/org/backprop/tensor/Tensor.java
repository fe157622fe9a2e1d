package org.backprop.tensor;

import java.util.Arrays;
import java.util.Objects;
import java.util.StringJoiner;
import org.backprop.tensor.storage.Storage;

/**
 * An immutable array of numbers with a shape, row-major on the heap; nothing to close.
 *
 * <p>The factories that take an array of the storage type ({@code float[]} for {@code FLOAT32} and
 * so on) copy it, and so do the accessors that return one; {@link #wrap} and {@link #array} share
 * it: the sharing code must not write to it.
 */
public final class Tensor {
  private final DType dtype;
  private final Shape shape;
  private static final int HASHED = 64;

  private final Object array;

  private Tensor(DType dtype, Shape shape, Object array, int length) {
    if (length != shape.size()) {
      throw new ShapeException(
          "shape " + shape + " holds " + shape.size() + " elements, but " + length + " were given");
    }
    this.dtype = dtype;
    this.shape = shape;
    this.array = array;
  }

  public static Tensor of(Shape shape, float... values) {
    return new Tensor(DType.FLOAT32, shape, values.clone(), values.length);
  }

  public static Tensor of(Shape shape, double... values) {
    return new Tensor(DType.FLOAT64, shape, values.clone(), values.length);
  }

  public static Tensor of(Shape shape, int... values) {
    return new Tensor(DType.INT32, shape, values.clone(), values.length);
  }

  public static Tensor of(Shape shape, long... values) {
    return new Tensor(DType.INT64, shape, values.clone(), values.length);
  }

  public static Tensor of(Shape shape, boolean... values) {
    return new Tensor(DType.BOOL, shape, values.clone(), values.length);
  }

  /** A {@code UINT8} tensor; a byte of -1 is the number 255. */
  public static Tensor ofBytes(Shape shape, byte... values) {
    return new Tensor(DType.UINT8, shape, values.clone(), values.length);
  }

  /** A scalar of the given type. */
  public static Tensor scalar(DType dtype, double value) {
    return filled(dtype, Shape.SCALAR, value);
  }

  /** A tensor whose elements are all the same number. */
  public static Tensor filled(DType dtype, Shape shape, double value) {
    var storage = Storage.allocate(dtype, shape.size());
    if (Double.doubleToRawLongBits(value) != 0) {
      for (var i = 0; i < shape.size(); i++) {
        storage.set(i, value);
      }
    }
    return wrap(dtype, shape, storage.array());
  }

  public static Tensor zeros(DType dtype, Shape shape) {
    return filled(dtype, shape, 0);
  }

  /** A matrix {@code [rows, columns]} in {@code FLOAT64} from its rows. */
  public static Tensor matrix(double[]... rows) {
    var columns = rows.length == 0 ? 0 : rows[0].length;
    var values = new double[rows.length * columns];
    for (var i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new ShapeException(
            "row " + i + " has " + rows[i].length + " numbers where row 0 has " + columns);
      }
      System.arraycopy(rows[i], 0, values, i * columns, columns);
    }
    return wrap(DType.FLOAT64, Shape.of(rows.length, columns), values);
  }

  /**
   * A tensor over the caller's array, not copied. The array must not be written to while the tensor
   * is in use, except to feed the next run of a {@code Bound} program.
   */
  public static Tensor wrap(DType dtype, Shape shape, Object array) {
    return new Tensor(dtype, shape, array, Storage.of(dtype, array).length());
  }

  /** A tensor to be filled element by element; all elements start as 0. */
  public static Builder builder(DType dtype, Shape shape) {
    return new Builder(dtype, shape);
  }

  /** The elements of a tensor that is being made. */
  public static final class Builder {
    private final DType dtype;
    private final Shape shape;
    private final Storage storage;
    private boolean built;

    private Builder(DType dtype, Shape shape) {
      this.dtype = dtype;
      this.shape = shape;
      this.storage = Storage.allocate(dtype, shape.size());
    }

    /**
     * Sets element {@code i} in row-major order, converted as a cast of Java does.
     *
     * @throws IllegalStateException if the tensor was built already
     */
    public Builder set(int i, double value) {
      if (built) {
        throw new IllegalStateException("the tensor is built; its elements no longer change");
      }
      storage.set(i, value);
      return this;
    }

    /** The tensor; from here on the builder refuses changes. */
    public Tensor build() {
      built = true;
      return wrap(dtype, shape, storage.array());
    }

    /** As in {@code a builder of FLOAT32[2, 3]}. */
    @Override
    public String toString() {
      return "a builder of " + dtype + shape;
    }
  }

  public DType dtype() {
    return dtype;
  }

  public Shape shape() {
    return shape;
  }

  /** The number of elements. */
  public int size() {
    return shape.size();
  }

  /** The array itself, not a copy: it must not be written to. */
  public Object array() {
    return array;
  }

  /** Element {@code i} in row-major order as a double; true is 1. */
  public double at(int i) {
    return Storage.of(dtype, array).get(i);
  }

  /** The element at these indices, one per axis. */
  public double get(int... indices) {
    if (indices.length != shape.rank()) {
      throw new ShapeException(indices.length + " indices for a tensor of shape " + shape);
    }
    var strides = shape.strides();
    var at = 0;
    for (var axis = 0; axis < indices.length; axis++) {
      if (indices[axis] < 0 || indices[axis] >= shape.dim(axis)) {
        throw new ShapeException("index " + Arrays.toString(indices) + " is outside " + shape);
      }
      at += indices[axis] * strides[axis];
    }
    return at(at);
  }

  /** The only element of a scalar or of a tensor with one element. */
  public double item() {
    if (size() != 1) {
      throw new ShapeException("item() needs one element, but the shape is " + shape);
    }
    return at(0);
  }

  /** All elements in row-major order, converted to double. */
  public double[] toDoubles() {
    var storage = Storage.of(dtype, array);
    var values = new double[size()];
    for (var i = 0; i < values.length; i++) {
      values[i] = storage.get(i);
    }
    return values;
  }

  /**
   * These rows, in this order, along the first axis: {@code [rows.length, ...]}.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  @SuppressWarnings("SuspiciousSystemArraycopy") // both arrays are the dtype's own
  public Tensor rows(int... rows) {
    var chosen = shape.with(0, rows.length);
    var width = shape.without(0).size();
    var into = Storage.allocate(dtype, chosen.size()).array();
    for (var i = 0; i < rows.length; i++) {
      Objects.checkIndex(rows[i], shape.dim(0));
      System.arraycopy(array, rows[i] * width, into, i * width, width);
    }
    return wrap(dtype, chosen, into);
  }

  /** The same elements under another shape of the same size; shares the storage. */
  public Tensor reshape(int... dims) {
    return wrap(dtype, Shape.of(dims), array);
  }

  /** This tensor with its elements converted, as a cast of Java would, to the other type. */
  public Tensor to(DType other) {
    if (other == dtype) {
      return this;
    }
    var from = Storage.of(dtype, array);
    var into = Storage.allocate(other, size());
    for (var i = 0; i < size(); i++) {
      if (dtype.isFloat()) {
        into.set(i, from.get(i));
      } else {
        into.setLong(i, from.getLong(i));
      }
    }
    return wrap(other, shape, into.array());
  }

  /** Whether every element is a finite number. */
  public boolean isFinite() {
    return !dtype.isFloat() || Arrays.stream(toDoubles()).allMatch(Double::isFinite);
  }

  /** Whether type, shape and every element's bits are the same. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor tensor
        && dtype == tensor.dtype
        && shape.equals(tensor.shape)
        && Arrays.deepEquals(new Object[] {array}, new Object[] {tensor.array});
  }

  /** Of the shape and at most {@value #HASHED} elements, as the data of a training are large. */
  @Override
  public int hashCode() {
    var storage = Storage.of(dtype, array);
    var elements = Math.min(size(), HASHED);
    var hash = shape.hashCode();
    for (var i = 0; i < elements; i++) {
      hash = 31 * hash + Double.hashCode(storage.get((int) ((long) i * size() / elements)));
    }
    return hash;
  }

  /** Type, shape and the first few elements, as in {@code FLOAT64[2, 2] 1.0 2.0 3.0 4.0}. */
  @Override
  public String toString() {
    var text = new StringJoiner(" ");
    text.add(dtype + (shape.rank() == 0 ? "" : shape.toString()));
    for (var i = 0; i < Math.min(size(), 8); i++) {
      text.add(String.valueOf(at(i)));
    }
    if (size() > 8) {
      text.add("...");
    }
    return text.toString();
  }
}
