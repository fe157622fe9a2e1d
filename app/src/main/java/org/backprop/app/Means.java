package org.backprop.app;

import org.backprop.tensor.Tensor;

/** Means of a matrix. */
final class Means {
  private Means() {}

  /** The mean of each column of a tensor {@code [rows, columns]}. */
  static double[] ofColumns(Tensor matrix) {
    var means = new double[matrix.shape().dim(1)];
    var values = matrix.toDoubles();
    for (var i = 0; i < values.length; i++) {
      means[i % means.length] += values[i] / matrix.shape().dim(0);
    }
    return means;
  }
}
