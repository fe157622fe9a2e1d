package org.backprop.runtime;

import java.util.Map;
import org.backprop.codegen.Arena;
import org.backprop.codegen.StripCopy;
import org.backprop.graph.Contract;
import org.backprop.tensor.DType;

/**
 * Some strips of the right operand, packed so that the rows of each are contiguous: the processor
 * then prefetches them, which it does not do across pages. Unpacked rows would map to a part of the
 * first cache only: 64 bytes of each 256 to a quarter of it.
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

  /** The start of the first row. */
  static int start(DType dtype) {
    return MatrixKernel.ALIGNED_BYTES / dtype.bytes();
  }

  /**
   * Whether packing pays, given the length of the right operand's rows and the number of tile rows.
   */
  static boolean pays(DType dtype, int rows, int depth, int stride) {
    return rows >= LEAST_ROWS
        && depth >= LEAST_DEPTH
        && stride * dtype.bytes() >= LEAST_STRIDE_BYTES;
  }

  /** Copies adjacent strips to this thread's panel, {@code to0} elements into it. */
  static void copy(
      DType dtype, StripCopy copy, Object from, int from0, int stride, int to0, int rows) {
    var strip = rows * copy.columns();
    copy.run(from, from0, stride, of(dtype), start(dtype) + to0, strip, rows);
  }

  /** Copies one strip. */
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
