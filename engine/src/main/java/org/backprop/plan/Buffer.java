package org.backprop.plan;

import org.backprop.graph.TensorType;
import org.backprop.tensor.DType;

/**
 * The memory of one value, in the array that all values of its type share. The next value of a
 * variable that is written in place has the variable's buffer.
 *
 * @param number its number in the plan
 * @param length the elements that it takes, padding included
 * @param offset the index of its first element in that array; 0 until the allocator has placed it
 */
public record Buffer(int number, TensorType type, Layout layout, int length, int offset) {

  /** The same buffer at another index. */
  Buffer at(int index) {
    return new Buffer(number, type, layout, length, index);
  }

  public DType dtype() {
    return type.dtype();
  }

  /** Whether its value has no elements, so that there is nothing to write or to read. */
  boolean isEmpty() {
    return type.shape().size() == 0;
  }

  /** Whether some element belongs to both. */
  public boolean overlaps(Buffer other) {
    return dtype() == other.dtype()
        && Math.max(offset, other.offset) < Math.min(offset + length, other.offset + other.length);
  }

  /** Its number, because plans look up each buffer many times. */
  @Override
  public int hashCode() {
    return number;
  }

  /** As messages name it: {@code buffer 3, FLOAT32[64, 128] at 375500}. */
  @Override
  public String toString() {
    return "buffer " + number + ", " + type + " at " + offset;
  }
}
