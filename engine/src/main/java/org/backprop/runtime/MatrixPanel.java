package org.backprop.runtime;

import java.util.Map;
import org.backprop.codegen.Arena;
import org.backprop.graph.Contract;
import org.backprop.tensor.DType;

/**
 * Some strips of the right operand, copied so that their rows follow each other: then the processor
 * fetches them ahead, which it does not do across pages.
 *
 * <p>The strips of a row lie side by side, as they did, and are copied at once: a long piece of
 * each page takes half the time of several short ones.
 */
final class MatrixPanel {
  static final int LEAST_ROWS = 96;
  static final int LEAST_DEPTH = 64;
  static final int LEAST_STRIDE_BYTES = 1024;

  /** The vectors of a row: more would take the second cache from the left operand. */
  private static final int VECTORS = 8;

  private static final int MOST_LANES = 16;

  private static final int SIZE = MatrixKernel.PADDING + Contract.BLOCK * VECTORS * MOST_LANES;

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

  /** How many strips of so many vectors are copied at once. */
  static int strips(int vectors) {
    return Math.max(1, VECTORS / vectors);
  }

  /** Where the first row starts. */
  static int start(DType dtype) {
    return MatrixKernel.ALIGNED_BYTES / dtype.bytes();
  }

  /**
   * Copies to this thread's panel so many rows of so many columns, which start at {@code from0}.
   */
  @SuppressWarnings("SuspiciousSystemArraycopy")
  static void pack(DType dtype, Object from, int from0, int stride, int rows, int columns) {
    var panel = of(dtype);
    for (var k = 0; k < rows; k++) {
      System.arraycopy(from, from0 + k * stride, panel, start(dtype) + k * columns, columns);
    }
  }
}
