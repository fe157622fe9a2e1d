package org.backprop.minimize;

import java.util.Optional;

/**
 * The Cholesky factor of a symmetric positive definite matrix, of which rows and columns were
 * scaled so that the diagonal is 1.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CholeskyFactor(double[][] lower, double[] scales) {
  /** A pivot below this is rounding: the row is a combination of those before it. */
  private static final double LEAST_PIVOT = 1e-14;

  /** The factor of an {@code n} by {@code n} matrix, row-major; empty if it is not definite. */
  static Optional<CholeskyFactor> of(int n, double... matrix) {
    var scales = new double[n];
    for (var i = 0; i < n; i++) {
      scales[i] = Math.sqrt(matrix[i * n + i]);
      if (!(scales[i] > 0 && scales[i] < Double.POSITIVE_INFINITY)) {
        return Optional.empty();
      }
    }
    var lower = new double[n][n];
    for (var i = 0; i < n; i++) {
      for (var j = 0; j <= i; j++) {
        var rest = matrix[i * n + j] / scales[i] / scales[j] - dot(lower[i], lower[j], j);
        if (i == j && !(rest > LEAST_PIVOT)) {
          return Optional.empty();
        }
        lower[i][j] = i == j ? Math.sqrt(rest) : rest / lower[j][j];
      }
    }
    return Optional.of(new CholeskyFactor(lower, scales));
  }

  private static double dot(double[] a, double[] b, int length) {
    var sum = 0.0;
    for (var k = 0; k < length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  /** The solution x of {@code A x = b}. */
  double[] solve(double... b) {
    var x = b.clone();
    for (var i = 0; i < x.length; i++) {
      x[i] = (x[i] / scales[i] - dot(lower[i], x, i)) / lower[i][i];
    }
    for (var i = x.length - 1; i >= 0; i--) {
      x[i] /= lower[i][i];
      for (var k = 0; k < i; k++) {
        x[k] -= lower[i][k] * x[i];
      }
      x[i] /= scales[i];
    }
    return x;
  }

  /** The inverse of the matrix, row-major. */
  double[] inverse() {
    var n = scales.length;
    var inverse = new double[n * n];
    for (var row = 0; row < n; row++) {
      var unit = new double[n];
      unit[row] = 1;
      System.arraycopy(solve(unit), 0, inverse, row * n, n);
    }
    return inverse;
  }
}
