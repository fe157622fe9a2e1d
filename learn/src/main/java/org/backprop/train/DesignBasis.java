package org.backprop.train;

import java.util.Arrays;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * Coordinates of the linear predictor in which the training rows have uncorrelated features of
 * variance 1: {@code z = (x - means) basis}.
 *
 * <p>With the columns standardised, {@code X = Q R} by a pivoted QR factorisation. Columns whose
 * pivot is below 1e-12 of the largest are linear combinations of the others (aliased). The basis
 * spans the row space of X, so that coefficients found in it have the smallest norm of all that
 * predict the same. With a ridge penalty lambda, {@code X'X / n + lambda I} takes the place of
 * {@code X'X / n}.
 *
 * @param rows the training rows, with the means and standard deviations of their features
 * @param basis {@code [features][rank]}
 * @param aliased the features that are combinations of the others and the constant, ascending
 * @param effective the effective number of coefficients, without the constant: the rank, with a
 *     penalty less
 * @param outputs the number of outputs, which share the coordinates
 * @param centred whether adding a number to all outputs changes nothing, as under a softmax: their
 *     gradients add up to 0, up to a rounding that is taken away
 */
@SuppressWarnings("ArrayRecordComponent") // read as arrays; two are never compared
record DesignBasis(
    StandardizedRows rows,
    double[][] basis,
    int[] aliased,
    double effective,
    int outputs,
    boolean centred)
    implements Coordinates {
  /** The row space of R is U, with {@code R = L U'}; its coordinates are whitened by L. */
  static DesignBasis of(Design design, double ridge, boolean centred) {
    var rows = design.rows();
    var qr = design.qr();
    var rank = qr.rank();
    var features = rows.means().length;
    var transposed = new double[rank][features];
    for (var j = 0; j < features; j++) {
      for (var k = 0; k < rank; k++) {
        transposed[k][qr.order()[j]] = qr.r(j)[k];
      }
    }
    var space = PivotedQr.of(transposed, 0);
    var lower = new double[rank][rank];
    for (var j = 0; j < rank; j++) {
      for (var k = 0; k <= j; k++) {
        lower[k][space.order()[j]] = space.r(j)[k];
      }
    }
    var whitening = Whitening.of(lower, ridge);
    var basis = product(space.q(), whitening.factor(), rows.scales());
    var aliased = Arrays.stream(qr.order(), rank, features).sorted().toArray();
    return new DesignBasis(
        rows, basis, aliased, whitening.effective(), rows.data().outputs(), centred);
  }

  /** The product of a matrix given by columns and one given by rows, each row over its scale. */
  private static double[][] product(double[][] columns, double[][] factor, double[] scales) {
    var product = new double[scales.length][factor.length];
    for (var i = 0; i < scales.length; i++) {
      for (var l = 0; l < factor.length; l++) {
        for (var k = 0; k < factor.length; k++) {
          product[i][k] += columns[l][i] * factor[l][k] / scales[i];
        }
      }
    }
    return product;
  }

  /** The penalty of weights of the standardised features. */
  RidgePenalty penalty(double lambda) {
    return new RidgePenalty(lambda, rows.scales(), outputs);
  }

  int rank() {
    return basis.length == 0 ? 0 : basis[0].length;
  }

  /**
   * {@inheritDoc}
   *
   * <p>The weights and biases, W {@code [features, outputs]} before b {@code [outputs]}, of a
   * vector in these coordinates, {@code [rank, outputs]} before {@code [outputs]}.
   */
  @Override
  public Vector toParameters(Vector reduced) {
    var features = basis.length;
    var rank = rank();
    var values = new double[(features + 1) * outputs];
    for (var k = 0; k < outputs; k++) {
      values[features * outputs + k] = reduced.values()[rank * outputs + k];
    }
    for (var j = 0; j < features; j++) {
      for (var l = 0; l < rank; l++) {
        for (var k = 0; k < outputs; k++) {
          values[j * outputs + k] += basis[j][l] * reduced.values()[l * outputs + k];
        }
      }
      for (var k = 0; k < outputs; k++) {
        values[features * outputs + k] -= rows.means()[j] * values[j * outputs + k];
      }
    }
    return new Vector(values);
  }

  @Override
  public Vector fromGradient(Vector gradient) {
    var features = basis.length;
    var rank = rank();
    var values = new double[(rank + 1) * outputs];
    for (var k = 0; k < outputs; k++) {
      var bias = gradient.values()[features * outputs + k];
      values[rank * outputs + k] = bias;
      for (var j = 0; j < features; j++) {
        var difference = gradient.values()[j * outputs + k] - rows.means()[j] * bias;
        for (var l = 0; l < rank; l++) {
          values[l * outputs + k] += basis[j][l] * difference;
        }
      }
    }
    return new Vector(centred ? centred(values) : values);
  }

  private double[] centred(double[] values) {
    var mean = new double[values.length / outputs];
    for (var i = 0; i < values.length; i++) {
      mean[i / outputs] += values[i] / outputs;
    }
    for (var i = 0; i < values.length; i++) {
      values[i] -= mean[i / outputs];
    }
    return values;
  }

  /** The coordinates of a training row, with a 1 for the constant at the end. */
  double[] coordinates(int row) {
    var rank = rank();
    var z = new double[rank + 1];
    z[rank] = 1;
    for (var j = 0; j < basis.length; j++) {
      var difference = rows.at(row, j) * rows.scales()[j];
      for (var l = 0; l < rank; l++) {
        z[l] += difference * basis[j][l];
      }
    }
    return z;
  }

  /**
   * A matrix {@code [features + 1, rank + 1]} whose product with a row of features and a 1 has as
   * squared norm the row's leverage: what its prediction varies by, in residual variances.
   */
  Tensor leverage() {
    var features = basis.length;
    var width = rank() + 1;
    var root = Math.sqrt(rows.data().rows());
    var values = new double[(features + 1) * width];
    for (var j = 0; j < features; j++) {
      for (var l = 0; l < width - 1; l++) {
        values[j * width + l] = basis[j][l] / root;
        values[features * width + l] -= rows.means()[j] * basis[j][l] / root;
      }
    }
    values[features * width + width - 1] = 1 / root;
    return Tensor.of(Shape.of(features + 1, width), values);
  }
}
