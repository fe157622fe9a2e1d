package org.backprop.plan;

import java.util.function.UnaryOperator;
import org.backprop.graph.TensorType;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;

/** A value in memory: a buffer and where in it the elements lie. */
public record View(Buffer buffer, Layout layout) {

  /** All of a buffer. */
  static View of(Buffer buffer) {
    return new View(buffer, buffer.layout());
  }

  /** The same view of another buffer. */
  View on(UnaryOperator<Buffer> buffers) {
    return new View(buffers.apply(buffer), layout);
  }

  public DType dtype() {
    return buffer.dtype();
  }

  public Shape shape() {
    return layout.shape();
  }

  public TensorType type() {
    return new TensorType(dtype(), shape());
  }

  /** The index of the first element in the array of the type. */
  public int start() {
    return buffer.offset() + layout.offset();
  }

  /** See {@link Layout#panel()}. */
  public int panel() {
    return layout.panel();
  }

  public int stride(int axis) {
    return layout.stride(axis);
  }
}
