package org.backprop.runtime;

import org.backprop.graph.Contract;

/**
 * A matrix times one column: scalar chains of 8 rows at a time, which are as fast as the rows come
 * from memory.
 */
final class MatrixVector {
  private MatrixVector() {}

  /** The rows from {@code from} to {@code to}. */
  static void run(int from, int to, int terms, MatrixOperand a, MatrixOperand b, MatrixOperand c) {
    for (var k = 0; k < Math.max(terms, 1); k += Contract.BLOCK) {
      var depth = Math.min(Contract.BLOCK, terms - k);
      var left = a.start() + k * a.column();
      var right = b.start() + k * b.row();
      if (a.array() instanceof float[] floats) {
        floats(
            from,
            to,
            depth,
            floats,
            left,
            a.row(),
            a.column(),
            (float[]) b.array(),
            right,
            b.row(),
            (float[]) c.array(),
            c.start(),
            c.row(),
            k > 0);
      } else {
        doubles(
            from,
            to,
            depth,
            (double[]) a.array(),
            left,
            a.row(),
            a.column(),
            (double[]) b.array(),
            right,
            b.row(),
            (double[]) c.array(),
            c.start(),
            c.row(),
            k > 0);
      }
    }
  }

  private static void floats(
      int from,
      int to,
      int terms,
      float[] a,
      int a0,
      int aRow,
      int aK,
      float[] b,
      int b0,
      int bK,
      float[] c,
      int c0,
      int cRow,
      boolean add) {
    var row = from;
    for (; row + 8 <= to; row += 8) {
      eight(a, a0 + row * aRow, aRow, aK, b, b0, bK, c, c0 + row * cRow, cRow, terms, add);
    }
    for (; row < to; row++) {
      var sum = 0f;
      for (var k = 0; k < terms; k++) {
        sum = Math.fma(a[a0 + row * aRow + k * aK], b[b0 + k * bK], sum);
      }
      put(c, c0 + row * cRow, sum, add);
    }
  }

  private static void eight(
      float[] a,
      int a0,
      int aRow,
      int aK,
      float[] b,
      int b0,
      int bK,
      float[] c,
      int c0,
      int cRow,
      int terms,
      boolean add) {
    var sum0 = 0f;
    var sum1 = 0f;
    var sum2 = 0f;
    var sum3 = 0f;
    var sum4 = 0f;
    var sum5 = 0f;
    var sum6 = 0f;
    var sum7 = 0f;
    var p = a0;
    var q = b0;
    for (var k = 0; k < terms; k++) {
      var x = b[q];
      sum0 = Math.fma(a[p], x, sum0);
      sum1 = Math.fma(a[p + aRow], x, sum1);
      sum2 = Math.fma(a[p + 2 * aRow], x, sum2);
      sum3 = Math.fma(a[p + 3 * aRow], x, sum3);
      sum4 = Math.fma(a[p + 4 * aRow], x, sum4);
      sum5 = Math.fma(a[p + 5 * aRow], x, sum5);
      sum6 = Math.fma(a[p + 6 * aRow], x, sum6);
      sum7 = Math.fma(a[p + 7 * aRow], x, sum7);
      p += aK;
      q += bK;
    }
    put(c, c0, sum0, add);
    put(c, c0 + cRow, sum1, add);
    put(c, c0 + 2 * cRow, sum2, add);
    put(c, c0 + 3 * cRow, sum3, add);
    put(c, c0 + 4 * cRow, sum4, add);
    put(c, c0 + 5 * cRow, sum5, add);
    put(c, c0 + 6 * cRow, sum6, add);
    put(c, c0 + 7 * cRow, sum7, add);
  }

  private static void put(float[] c, int at, float sum, boolean add) {
    c[at] = add ? c[at] + sum : sum;
  }

  private static void doubles(
      int from,
      int to,
      int terms,
      double[] a,
      int a0,
      int aRow,
      int aK,
      double[] b,
      int b0,
      int bK,
      double[] c,
      int c0,
      int cRow,
      boolean add) {
    var row = from;
    for (; row + 8 <= to; row += 8) {
      eight(a, a0 + row * aRow, aRow, aK, b, b0, bK, c, c0 + row * cRow, cRow, terms, add);
    }
    for (; row < to; row++) {
      var sum = 0.0;
      for (var k = 0; k < terms; k++) {
        sum = Math.fma(a[a0 + row * aRow + k * aK], b[b0 + k * bK], sum);
      }
      put(c, c0 + row * cRow, sum, add);
    }
  }

  private static void eight(
      double[] a,
      int a0,
      int aRow,
      int aK,
      double[] b,
      int b0,
      int bK,
      double[] c,
      int c0,
      int cRow,
      int terms,
      boolean add) {
    var sum0 = 0.0;
    var sum1 = 0.0;
    var sum2 = 0.0;
    var sum3 = 0.0;
    var sum4 = 0.0;
    var sum5 = 0.0;
    var sum6 = 0.0;
    var sum7 = 0.0;
    var p = a0;
    var q = b0;
    for (var k = 0; k < terms; k++) {
      var x = b[q];
      sum0 = Math.fma(a[p], x, sum0);
      sum1 = Math.fma(a[p + aRow], x, sum1);
      sum2 = Math.fma(a[p + 2 * aRow], x, sum2);
      sum3 = Math.fma(a[p + 3 * aRow], x, sum3);
      sum4 = Math.fma(a[p + 4 * aRow], x, sum4);
      sum5 = Math.fma(a[p + 5 * aRow], x, sum5);
      sum6 = Math.fma(a[p + 6 * aRow], x, sum6);
      sum7 = Math.fma(a[p + 7 * aRow], x, sum7);
      p += aK;
      q += bK;
    }
    put(c, c0, sum0, add);
    put(c, c0 + cRow, sum1, add);
    put(c, c0 + 2 * cRow, sum2, add);
    put(c, c0 + 3 * cRow, sum3, add);
    put(c, c0 + 4 * cRow, sum4, add);
    put(c, c0 + 5 * cRow, sum5, add);
    put(c, c0 + 6 * cRow, sum6, add);
    put(c, c0 + 7 * cRow, sum7, add);
  }

  private static void put(double[] c, int at, double sum, boolean add) {
    c[at] = add ? c[at] + sum : sum;
  }
}
