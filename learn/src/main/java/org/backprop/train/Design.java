package org.backprop.train;

import org.backprop.likelihood.Categorical;
import org.backprop.likelihood.Likelihood;
import org.backprop.prepare.Dataset;

/**
 * The standardised features of training rows and their pivoted QR factorisation, without Q.
 *
 * @param qr of a matrix R with {@code R'R = X'X / n}
 */
record Design(StandardizedRows rows, PivotedQr qr) {
  /** The share of the largest pivot below which a column is a linear combination of the others. */
  private static final double ALIASED = 1e-12;

  /** If pivots are above this share, some of the rows are enough to know that the rank is full. */
  private static final double WELL_ABOVE = 1e-6;

  private static final double MOST_OPERATIONS = 2e10;

  static Design of(Dataset data) {
    var rows = StandardizedRows.of(data);
    var operations = data.rows() * Math.pow(data.features(), 2);
    var stride = (int) Math.ceil(operations / MOST_OPERATIONS);
    var design = of(rows, stride);
    return stride == 1 || design.isClearlyFull() ? design : of(rows, 1);
  }

  private static Design of(StandardizedRows rows, int stride) {
    return new Design(rows, PivotedQr.of(rows.reduced(stride), ALIASED));
  }

  /** The coordinates for a penalty and a likelihood. */
  DesignBasis basis(double ridge, Likelihood likelihood) {
    return DesignBasis.of(this, ridge, likelihood instanceof Categorical);
  }

  private boolean isClearlyFull() {
    var last = rows.means().length - 1;
    return qr.rank() == last + 1 && Math.abs(qr.r(last)[last]) > WELL_ABOVE * Math.abs(qr.r(0)[0]);
  }
}
