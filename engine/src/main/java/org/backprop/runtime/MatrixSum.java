package org.backprop.runtime;

import org.backprop.tensor.DType;

/** Partial sums, added in ascending order. */
final class MatrixSum {
  private static final int LARGEST_TILE = 512;
  private static final ThreadLocal<float[]> FLOATS =
      ThreadLocal.withInitial(() -> new float[LARGEST_TILE]);
  private static final ThreadLocal<double[]> DOUBLES =
      ThreadLocal.withInitial(() -> new double[LARGEST_TILE]);

  private MatrixSum() {}

  /** This thread's room for the sums of a tile. */
  static Object room(DType dtype) {
    return dtype == DType.FLOAT32 ? FLOATS.get() : DOUBLES.get();
  }

  /** Adds a tile of sums, row after row, to rows of a value that lie {@code cRow} apart. */
  static void add(Object sums, int rows, int columns, Object c, int c0, int cRow) {
    for (var row = 0; row < rows; row++) {
      add(sums, row * columns, c, c0 + row * cRow, columns);
    }
  }

  /** The sum of {@code count} rows that lie {@code step} apart. */
  static void rows(Object partials, int start, int step, int count, Object c, int c0, int columns) {
    System.arraycopy(partials, start, c, c0, columns);
    for (var i = 1; i < count; i++) {
      add(partials, start + i * step, c, c0, columns);
    }
  }

  private static void add(Object from, int start, Object c, int c0, int columns) {
    if (c instanceof float[] floats) {
      add((float[]) from, start, floats, c0, columns);
    } else {
      add((double[]) from, start, (double[]) c, c0, columns);
    }
  }

  private static void add(float[] from, int start, float[] c, int c0, int columns) {
    for (var j = 0; j < columns; j++) {
      c[c0 + j] += from[start + j];
    }
  }

  private static void add(double[] from, int start, double[] c, int c0, int columns) {
    for (var j = 0; j < columns; j++) {
      c[c0 + j] += from[start + j];
    }
  }
}
