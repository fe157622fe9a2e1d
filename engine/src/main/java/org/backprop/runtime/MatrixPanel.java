package org.backprop.runtime;

import org.backprop.graph.Contract;
import org.backprop.tensor.DType;

/**
 * Strips of the right operand, copied so that the rows of each follow each other: then the
 * processor fetches them ahead, which it does not do across pages.
 */
final class MatrixPanel {
  /** How many strips are copied at once, as longer pieces of their rows. */
  static final int STRIPS = 4;

  static final int LEAST_ROWS = 96;
  static final int LEAST_DEPTH = 64;
  static final int LEAST_STRIDE_BYTES = 1024;

  private static final int WIDEST = 64;
  private static final int SIZE = MatrixKernel.PADDING + STRIPS * Contract.BLOCK * WIDEST;

  private static final ThreadLocal<float[]> FLOATS = ThreadLocal.withInitial(() -> new float[SIZE]);
  private static final ThreadLocal<double[]> DOUBLES =
      ThreadLocal.withInitial(() -> new double[SIZE]);

  private MatrixPanel() {}

  /** This thread's panel. */
  static Object of(DType dtype) {
    return dtype == DType.FLOAT32 ? FLOATS.get() : DOUBLES.get();
  }

  /** Where the strip in a slot starts. */
  static int start(DType dtype, int slot, int depth, int width) {
    return MatrixKernel.ALIGNED_BYTES / dtype.bytes() + slot * depth * width;
  }

  /**
   * Copies to this thread's panel the strips from {@code first} to {@code last}, which start at
   * {@code from0}.
   */
  @SuppressWarnings("SuspiciousSystemArraycopy")
  static void pack(
      DType dtype,
      Object from,
      int from0,
      int stride,
      int depth,
      MatrixCut strips,
      int first,
      int last,
      int lanes) {
    var panel = of(dtype);
    var width = strips.largest() * lanes;
    for (var k = 0; k < depth; k++) {
      for (var strip = first; strip < last; strip++) {
        System.arraycopy(
            from,
            from0 + k * stride + (strips.start(strip) - strips.start(first)) * lanes,
            panel,
            start(dtype, strip - first, depth, width) + k * width,
            strips.size(strip) * lanes);
      }
    }
  }
}
