package org.backprop.plan;

import org.backprop.graph.TensorType;
import org.backprop.tensor.DType;

/**
 * Room for one value in the array that all values of its type share.
 *
 * @param offset the index of its first element in that array
 */
public record Buffer(TensorType type, Layout layout, int offset) {

  public DType dtype() {
    return type.dtype();
  }

  /** The elements that it takes, padding included. */
  public int length() {
    return layout.length();
  }

  /** Whether the two share room. */
  public boolean overlaps(Buffer other) {
    return dtype() == other.dtype()
        && offset < other.offset + other.length()
        && other.offset < offset + length();
  }
}
