package org.backprop.graph;

import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;

/** What is known of a node's value before it is computed: element type and shape. */
public record TensorType(DType dtype, Shape shape) {

  public static TensorType of(DType dtype, int... dims) {
    return new TensorType(dtype, Shape.of(dims));
  }

  public TensorType with(Shape other) {
    return new TensorType(dtype, other);
  }

  public TensorType with(DType other) {
    return new TensorType(other, shape);
  }

  /** As in {@code FLOAT32[64, 128]}; a scalar has no brackets. */
  @Override
  public String toString() {
    return shape.rank() == 0 ? dtype.toString() : dtype.toString() + shape;
  }
}
