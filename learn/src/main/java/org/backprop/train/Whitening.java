package org.backprop.train;

/**
 * The factor C that makes coordinates with the covariance {@code L'L} uncorrelated: {@code C'(L'L +
 * ridge I) C = I}.
 *
 * @param factor C by rows
 * @param effective the squared norm of {@code L C}: the effective number of coordinates
 */
@SuppressWarnings("ArrayRecordComponent") // read as arrays; two are never compared
record Whitening(double[][] factor, double effective) {

  /**
   * Of a regular L.
   *
   * @param l its columns
   */
  static Whitening of(double[][] l, double ridge) {
    var rank = l.length;
    var stacked = new double[rank][ridge > 0 ? 2 * rank : rank];
    for (var j = 0; j < rank; j++) {
      for (var i = 0; i < rank; i++) {
        stacked[j][i] = l[j][i];
      }
      if (ridge > 0) {
        stacked[j][rank + j] = Math.sqrt(ridge);
      }
    }
    var qr = PivotedQr.of(stacked, 0);
    var factor = new double[rank][rank];
    for (var k = 0; k < rank; k++) {
      solve(qr, k, factor);
    }
    return new Whitening(factor, ridge > 0 ? squaredNorm(l, factor) : rank);
  }

  /** Column k of the inverse of the triangular factor, its rows in the order of L's columns. */
  private static void solve(PivotedQr qr, int k, double[][] factor) {
    var c = new double[k + 1];
    for (var i = k; i >= 0; i--) {
      var sum = i == k ? 1.0 : 0.0;
      for (var j = i + 1; j <= k; j++) {
        sum -= qr.r(j)[i] * c[j];
      }
      c[i] = sum / qr.r(i)[i];
      factor[qr.order()[i]][k] = c[i];
    }
  }

  private static double squaredNorm(double[][] l, double[][] factor) {
    var rank = l.length;
    var sum = 0.0;
    for (var i = 0; i < rank; i++) {
      for (var k = 0; k < rank; k++) {
        var product = 0.0;
        for (var j = 0; j < rank; j++) {
          product += l[j][i] * factor[j][k];
        }
        sum += product * product;
      }
    }
    return sum;
  }
}
