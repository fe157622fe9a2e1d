package org.backprop.runtime;

/** Partial sums, added in ascending order. */
final class MatrixSum {
  private MatrixSum() {}

  /** Adds {@code count} rows with a stride of {@code step}. */
  static void rows(Object partials, int start, int step, int count, Object c, int c0, int columns) {
    System.arraycopy(partials, start, c, c0, columns);
    for (var i = 1; i < count; i++) {
      if (c instanceof float[] floats) {
        add((float[]) partials, start + i * step, floats, c0, columns);
      } else {
        add((double[]) partials, start + i * step, (double[]) c, c0, columns);
      }
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
