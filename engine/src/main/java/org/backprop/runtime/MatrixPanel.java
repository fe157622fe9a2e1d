package org.backprop.runtime;

import java.lang.reflect.Array;
import java.util.Map;
import org.backprop.codegen.Arena;
import org.backprop.codegen.StripCopy;
import org.backprop.graph.Contract;
import org.backprop.plan.TargetMachine;
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

  private static final ThreadLocal<Arena> FLOATS = ThreadLocal.withInitial(MatrixPanel::none);
  private static final ThreadLocal<Arena> DOUBLES = ThreadLocal.withInitial(MatrixPanel::none);

  private MatrixPanel() {}

  private static Arena none() {
    return new Arena(Map.of());
  }

  /**
   * This thread's panel: room for the rows of a block of terms, of as many vectors as are packed.
   */
  static Object of(DType dtype, TargetMachine machine) {
    var packed = machine.matmuls().packedVectors() * machine.padding();
    var length = machine.padding() + Contract.BLOCK * packed;
    var panels = dtype == DType.FLOAT32 ? FLOATS : DOUBLES;
    var panel = panels.get().array(dtype);
    if (Array.getLength(panel) < length) {
      panels.set(new Arena(Map.of(dtype, length)));
      panel = panels.get().array(dtype);
    }
    return panel;
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
      DType dtype,
      TargetMachine machine,
      StripCopy copy,
      Object from,
      int from0,
      int stride,
      int to0,
      int rows) {
    var strip = rows * copy.columns();
    var start = machine.caches().firstElement(dtype) + to0;
    copy.run(from, from0, stride, of(dtype, machine), start, strip, rows);
  }

  /** Copies one strip. */
  @SuppressWarnings("SuspiciousSystemArraycopy")
  static void copy(
      DType dtype,
      TargetMachine machine,
      Object from,
      int from0,
      int stride,
      int to0,
      int rows,
      int columns) {
    var panel = of(dtype, machine);
    var start = machine.caches().firstElement(dtype) + to0;
    for (var k = 0; k < rows; k++) {
      var to = start + k * columns;
      System.arraycopy(from, from0 + k * stride, panel, to, columns);
    }
  }
}
