package org.backprop.runtime;

import java.util.Optional;
import org.backprop.codegen.Tile;
import org.backprop.graph.Contract;

/**
 * A matrix times one column: a lane for each row where rows and terms fill a tile of lanes; else
 * scalar chains, 8 rows at a time or one.
 */
final class MatrixVector {
  private final int terms;
  private final Optional<Tile> tile;
  private final MatrixOperand a;
  private final MatrixOperand b;
  private final MatrixOperand c;
  private final float[] floatSums;
  private final double[] doubleSums;

  /**
   * @param tile computes one row in each lane
   */
  MatrixVector(int terms, Optional<Tile> tile, MatrixOperand a, MatrixOperand b, MatrixOperand c) {
    var lanes = tile.map(Tile::rows).orElse(0);
    this.terms = terms;
    this.tile = tile;
    this.a = a;
    this.b = b;
    this.c = c;
    this.floatSums = new float[a.array() instanceof float[] ? lanes : 0];
    this.doubleSums = new double[a.array() instanceof double[] ? lanes : 0];
  }

  /** Computes the rows from {@code from} to {@code to}. */
  void run(int from, int to) {
    for (var k = 0; k < Math.max(terms, 1); k += Contract.BLOCK) {
      var depth = Math.min(Contract.BLOCK, terms - k);
      if (a.array() instanceof float[] floats) {
        floats(floats, from, to, k, depth);
      } else {
        doubles((double[]) a.array(), from, to, k, depth);
      }
    }
  }

  private void floats(float[] left, int from, int to, int k, int depth) {
    var right = (float[]) b.array();
    var out = (float[]) c.array();
    var add = k > 0;
    var b0 = b.start() + k * b.row();
    var row = from;
    if (tile.isPresent()) {
      var lanes = tile.get().rows();
      var whole = depth / lanes * lanes;
      for (; row + lanes <= to; row += lanes) {
        tile.get().run(left, left(row, k), a.row(), 1, right, b0, b.row(), floatSums, 0, 1, whole);
        for (var i = 0; i < lanes; i++) {
          var rest = left(row + i, k + whole);
          var sum = floatSums[i];
          sum = chain(left, rest, 1, right, b0 + whole * b.row(), b.row(), depth - whole, sum);
          put(out, out(row + i), sum, add);
        }
      }
    }
    for (; row + 8 <= to; row += 8) {
      var a0 = left(row, k);
      eight(left, a0, a.row(), a.column(), right, b0, b.row(), out, out(row), c.row(), depth, add);
    }
    for (; row < to; row++) {
      var sum = chain(left, left(row, k), a.column(), right, b0, b.row(), depth, 0);
      put(out, out(row), sum, add);
    }
  }

  private int left(int row, int k) {
    return a.start() + row * a.row() + k * a.column();
  }

  private int out(int row) {
    return c.start() + row * c.row();
  }

  private static float chain(
      float[] a, int a0, int aK, float[] b, int b0, int bK, int terms, float start) {
    var sum = start;
    for (var k = 0; k < terms; k++) {
      sum = Math.fma(a[a0 + k * aK], b[b0 + k * bK], sum);
    }
    return sum;
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

  private void doubles(double[] left, int from, int to, int k, int depth) {
    var right = (double[]) b.array();
    var out = (double[]) c.array();
    var add = k > 0;
    var b0 = b.start() + k * b.row();
    var row = from;
    if (tile.isPresent()) {
      var lanes = tile.get().rows();
      var whole = depth / lanes * lanes;
      for (; row + lanes <= to; row += lanes) {
        tile.get().run(left, left(row, k), a.row(), 1, right, b0, b.row(), doubleSums, 0, 1, whole);
        for (var i = 0; i < lanes; i++) {
          var rest = left(row + i, k + whole);
          var sum = doubleSums[i];
          sum = chain(left, rest, 1, right, b0 + whole * b.row(), b.row(), depth - whole, sum);
          put(out, out(row + i), sum, add);
        }
      }
    }
    for (; row + 8 <= to; row += 8) {
      var a0 = left(row, k);
      eight(left, a0, a.row(), a.column(), right, b0, b.row(), out, out(row), c.row(), depth, add);
    }
    for (; row < to; row++) {
      var sum = chain(left, left(row, k), a.column(), right, b0, b.row(), depth, 0);
      put(out, out(row), sum, add);
    }
  }

  private static double chain(
      double[] a, int a0, int aK, double[] b, int b0, int bK, int terms, double start) {
    var sum = start;
    for (var k = 0; k < terms; k++) {
      sum = Math.fma(a[a0 + k * aK], b[b0 + k * bK], sum);
    }
    return sum;
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
