package org.backprop.codegen;

/** The scalar tile for doubles: 4 times 4 accumulators at a time, and single rows for the rest. */
final class TileDoubles extends Tile {
  TileDoubles(int rows, int columns, boolean adds) {
    super(rows, columns, adds);
  }

  @Override
  public void run(
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
      int terms) {
    for (var j = 0; j < columns(); j += 4) {
      var row = 0;
      for (; row + 4 <= rows(); row += 4) {
        four(a, a0 + row * aRow, aRow, aK, b, b0 + j, bK, c, c0 + row * cRow + j, cRow, terms);
      }
      for (; row < rows(); row++) {
        one(a, a0 + row * aRow, aK, b, b0 + j, bK, c, c0 + row * cRow + j, terms);
      }
    }
  }

  private void four(
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
      int terms) {
    double c00 = 0, c01 = 0, c02 = 0, c03 = 0;
    double c10 = 0, c11 = 0, c12 = 0, c13 = 0;
    double c20 = 0, c21 = 0, c22 = 0, c23 = 0;
    double c30 = 0, c31 = 0, c32 = 0, c33 = 0;
    var p = a0;
    var q = b0;
    for (var k = 0; k < terms; k++) {
      var x0 = b[q];
      var x1 = b[q + 1];
      var x2 = b[q + 2];
      var x3 = b[q + 3];
      var f = a[p];
      c00 = Math.fma(f, x0, c00);
      c01 = Math.fma(f, x1, c01);
      c02 = Math.fma(f, x2, c02);
      c03 = Math.fma(f, x3, c03);
      f = a[p + aRow];
      c10 = Math.fma(f, x0, c10);
      c11 = Math.fma(f, x1, c11);
      c12 = Math.fma(f, x2, c12);
      c13 = Math.fma(f, x3, c13);
      f = a[p + 2 * aRow];
      c20 = Math.fma(f, x0, c20);
      c21 = Math.fma(f, x1, c21);
      c22 = Math.fma(f, x2, c22);
      c23 = Math.fma(f, x3, c23);
      f = a[p + 3 * aRow];
      c30 = Math.fma(f, x0, c30);
      c31 = Math.fma(f, x1, c31);
      c32 = Math.fma(f, x2, c32);
      c33 = Math.fma(f, x3, c33);
      p += aK;
      q += bK;
    }
    store(c, c0, c00, c01, c02, c03);
    store(c, c0 + cRow, c10, c11, c12, c13);
    store(c, c0 + 2 * cRow, c20, c21, c22, c23);
    store(c, c0 + 3 * cRow, c30, c31, c32, c33);
  }

  private void one(
      double[] a, int a0, int aK, double[] b, int b0, int bK, double[] c, int c0, int terms) {
    double sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;
    var p = a0;
    var q = b0;
    for (var k = 0; k < terms; k++) {
      var f = a[p];
      sum0 = Math.fma(f, b[q], sum0);
      sum1 = Math.fma(f, b[q + 1], sum1);
      sum2 = Math.fma(f, b[q + 2], sum2);
      sum3 = Math.fma(f, b[q + 3], sum3);
      p += aK;
      q += bK;
    }
    store(c, c0, sum0, sum1, sum2, sum3);
  }

  private void store(double[] c, int at, double sum0, double sum1, double sum2, double sum3) {
    c[at] = adds() ? c[at] + sum0 : sum0;
    c[at + 1] = adds() ? c[at + 1] + sum1 : sum1;
    c[at + 2] = adds() ? c[at + 2] + sum2 : sum2;
    c[at + 3] = adds() ? c[at + 3] + sum3 : sum3;
  }
}
