package org.backprop.train;

import java.util.Arrays;

/**
 * The QR factorisation of a matrix with column pivoting, by Householder reflections (Golub and Van
 * Loan, Matrix Computations, 2013, algorithm 5.4.1): {@code A P = Q R}.
 *
 * <p>Of the columns whose remainder is not small beside the largest, the first is the pivot, so
 * that the columns left over as linear combinations are late ones. The rank is the number of
 * columns whose remainder is above a share of the largest column.
 */
final class PivotedQr {
  /** The share of the largest remainder that a pivot has at least. */
  private static final double LARGE_ENOUGH = 0.1;

  private final double[][] columns;
  private final double[] scales;
  private final double[][] r;
  private final int[] order;
  private int rank;

  private PivotedQr(double[][] columns, double tolerance) {
    this.columns = columns;
    this.scales = new double[columns.length];
    this.r = new double[columns.length][];
    this.order = new int[columns.length];
    Arrays.setAll(order, j -> j);
    factor(tolerance);
  }

  /**
   * Factors a matrix, which is overwritten.
   *
   * @param columns its columns, equally long
   * @param tolerance the share of the largest column below which a remainder counts as 0
   */
  static PivotedQr of(double[][] columns, double tolerance) {
    return new PivotedQr(columns, tolerance);
  }

  private void factor(double tolerance) {
    var rows = columns.length == 0 ? 0 : columns[0].length;
    var limit = 0.0;
    for (var k = 0; k < Math.min(rows, columns.length); k++) {
      var norms = new double[columns.length];
      for (var j = k; j < columns.length; j++) {
        norms[j] = norm(columns[j], k);
      }
      var largest = Arrays.stream(norms).max().orElse(0);
      limit = k == 0 ? tolerance * largest : limit;
      if (!(largest > limit)) {
        break;
      }
      pivot(k, norms, LARGE_ENOUGH * largest);
      reflect(k);
      rank++;
    }
    for (var j = 0; j < columns.length; j++) {
      r[j] = Arrays.copyOf(Arrays.copyOf(columns[j], Math.min(rank, j + 1)), rank);
    }
    for (var k = 0; k < rank; k++) {
      r[k][k] = scales[k];
    }
  }

  private static double norm(double[] column, int from) {
    var sum = 0.0;
    for (var i = from; i < column.length; i++) {
      sum += column[i] * column[i];
    }
    return Math.sqrt(sum);
  }

  /** Moves the first column that is large enough to place k, and those between one place on. */
  private void pivot(int k, double[] norms, double enough) {
    var j = k;
    while (norms[j] < enough) {
      j++;
    }
    var column = columns[j];
    var number = order[j];
    System.arraycopy(columns, k, columns, k + 1, j - k);
    System.arraycopy(order, k, order, k + 1, j - k);
    columns[k] = column;
    order[k] = number;
  }

  /** Reflects column k onto the axis k; the vector of the reflection stays in its place. */
  private void reflect(int k) {
    var v = columns[k];
    var norm = norm(v, k);
    scales[k] = v[k] > 0 ? -norm : norm;
    v[k] -= scales[k];
    var half = -scales[k] * v[k]; // half the squared length of v
    for (var j = k + 1; j < columns.length; j++) {
      apply(v, k, half, columns[j]);
    }
  }

  private static void apply(double[] v, int k, double half, double[] column) {
    var dot = 0.0;
    for (var i = k; i < v.length; i++) {
      dot += v[i] * column[i];
    }
    var factor = dot / half;
    for (var i = k; i < v.length; i++) {
      column[i] -= factor * v[i];
    }
  }

  int rank() {
    return rank;
  }

  /** The original place of each column of {@code A P}. */
  int[] order() {
    return order;
  }

  /** Column j of {@code A P} as a combination of the columns of Q: R's column of that place. */
  double[] r(int j) {
    return r[j];
  }

  /** The first {@code rank} columns of Q. */
  double[][] q() {
    var rows = columns.length == 0 ? 0 : columns[0].length;
    var q = new double[rank][rows];
    for (var j = 0; j < rank; j++) {
      q[j][j] = 1;
      for (var k = rank - 1; k >= 0; k--) {
        var v = columns[k];
        apply(v, k, -scales[k] * v[k], q[j]);
      }
    }
    return q;
  }

  /** Rows with the same inner products of columns as A: R with its columns in A's order. */
  double[][] reduced() {
    var reduced = new double[columns.length][];
    for (var j = 0; j < columns.length; j++) {
      reduced[order[j]] = r[j];
    }
    return reduced;
  }
}
