package org.backprop.tensor;

/** Shapes or element types that do not fit together; the message names them and the operation. */
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public ShapeException(String message) {
    super(message);
  }
}
