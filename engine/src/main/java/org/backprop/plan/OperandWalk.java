package org.backprop.plan;

import java.util.List;

/**
 * Which elements of a buffer a kernel reads or writes through one operand: those at {@code offset}
 * and any number of strides, below the axis's count, along each axis.
 */
record OperandWalk(Buffer buffer, int offset, List<Axis> axes) {
  /** A number of steps, and how many elements one of them skips. */
  record Axis(int count, int stride) {
    private long reach() {
      return (long) (count - 1) * stride;
    }
  }

  /** Whether all elements are inside the buffer. */
  boolean fits() {
    return isEmpty() || (first() >= 0 && last() < buffer.length());
  }

  private boolean isEmpty() {
    return axes.stream().anyMatch(axis -> axis.count == 0);
  }

  /** The smallest index. */
  long first() {
    return offset + axes.stream().mapToLong(axis -> Math.min(0, axis.reach())).sum();
  }

  /** The largest index. */
  long last() {
    return offset + axes.stream().mapToLong(axis -> Math.max(0, axis.reach())).sum();
  }
}
