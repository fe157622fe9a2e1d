package org.backprop.runtime;

import java.util.Map;
import org.backprop.codegen.Arena;
import org.backprop.codegen.StripCopy;
import org.backprop.graph.Contract;
import org.backprop.tensor.DType;

/**
 * Some strips of the right operand, copied so that the rows of each follow one another: then the
 * processor fetches them ahead, which it does not do across pages. Rows that stay beside those of
 * other strips would find room in a part of the first cache only: 64 bytes of each 256 in a
 * quarter.
 */
final class MatrixPanel {
  private static final int LEAST_ROWS = 96;
  private static final int LEAST_DEPTH = 64;
  private static final int LEAST_STRIDE_BYTES = 1024;

  private static final int MOST_LANES = 16;

  private static final int SIZE =
      MatrixKernel.PADDING + Contract.BLOCK * StripCopy.VECTORS * MOST_LANES;

  private static final ThreadLocal<Arena> FLOATS = room(DType.FLOAT32);
  private static final ThreadLocal<Arena> DOUBLES = room(DType.FLOAT64);

  private MatrixPanel() {}

  private static ThreadLocal<Arena> room(DType dtype) {
    return ThreadLocal.withInitial(() -> new Arena(Map.of(dtype, SIZE)));
  }

  /** This thread's panel. */
  static Object of(DType dtype) {
    return (dtype == DType.FLOAT32 ? FLOATS : DOUBLES).get().array(dtype);
  }

  /** Where the first row starts. */
  static int start(DType dtype) {
    return MatrixKernel.ALIGNED_BYTES / dtype.bytes();
  }

  /** Whether rows of the right operand that are so long pay for a copy, for so many tiles' rows. */
  static boolean pays(DType dtype, int rows, int depth, int stride) {
    return rows >= LEAST_ROWS
        && depth >= LEAST_DEPTH
        && stride * dtype.bytes() >= LEAST_STRIDE_BYTES;
  }

  /** Copies strips that lie side by side to this thread's panel, {@code to0} elements into it. */
  static void copy(
      DType dtype, StripCopy copy, Object from, int from0, int stride, int to0, int rows) {
    var strip = rows * copy.columns();
    copy.run(from, from0, stride, of(dtype), start(dtype) + to0, strip, rows);
  }

  /** Copies one strip of so many columns. */
  @SuppressWarnings("SuspiciousSystemArraycopy")
  static void copy(
      DType dtype, Object from, int from0, int stride, int to0, int rows, int columns) {
    var panel = of(dtype);
    for (var k = 0; k < rows; k++) {
      var to = start(dtype) + to0 + k * columns;
      System.arraycopy(from, from0 + k * stride, panel, to, columns);
    }
  }
}
