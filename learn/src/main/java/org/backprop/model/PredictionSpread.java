package org.backprop.model;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.TDistribution;
import org.backprop.tensor.Tensor;

/**
 * How the uncertainty of the coefficients of a linear model with a normal likelihood widens its
 * prediction intervals: a new value has Student's t distribution around the prediction, with the
 * squared scale {@code dispersion rows / degreesOfFreedom (1 + leverage)}.
 */
public final class PredictionSpread {
  /** Of fewer degrees of freedom, quantiles are beyond the range of doubles. */
  private static final double FEWEST = 1e-2;

  private final Tensor factor;
  private final int rows;
  private final double degreesOfFreedom;
  private final double[] matrix;
  private final Map<Double, Double> quantiles = new ConcurrentHashMap<>();

  /**
   * Of a fit.
   *
   * @param factor {@code [features + 1, coefficients]}, whose product with a row of features and a
   *     1 has the leverage as its squared norm
   * @param rows the number of training rows, over which the dispersion is the mean squared residual
   * @param degreesOfFreedom the rows less the effective number of coefficients; where they leave
   *     none, intervals are infinite
   */
  public PredictionSpread(Tensor factor, int rows, double degreesOfFreedom) {
    this.factor = factor;
    this.matrix = factor.toDoubles();
    this.rows = rows;
    this.degreesOfFreedom = degreesOfFreedom;
  }

  public Tensor factor() {
    return factor;
  }

  public int rows() {
    return rows;
  }

  public double degreesOfFreedom() {
    return degreesOfFreedom;
  }

  /** As in {@code PredictionSpread[rows=20, degreesOfFreedom=12.0]}. */
  @Override
  public String toString() {
    return "PredictionSpread[rows=" + rows + ", degreesOfFreedom=" + degreesOfFreedom + "]";
  }

  /** The leverage of each encoded row, {@code [rows, features]}. */
  double[] leverages(Tensor x) {
    var features = factor.shape().dim(0) - 1;
    var width = factor.shape().dim(1);
    var leverages = new double[x.shape().dim(0)];
    for (var i = 0; i < leverages.length; i++) {
      var z = new double[width];
      for (var j = 0; j <= features; j++) {
        var value = j < features ? x.at(i * features + j) : 1;
        for (var k = 0; k < width && value != 0; k++) {
          z[k] += value * matrix[j * width + k];
        }
      }
      for (var value : z) {
        leverages[i] += value * value;
      }
    }
    return leverages;
  }

  /** The distance of each quantile from the mean at a leverage, in roots of the dispersion. */
  DoubleUnaryOperator at(double leverage) {
    return p -> Math.sqrt(1 + leverage) * quantiles.computeIfAbsent(p, this::quantile);
  }

  private double quantile(double p) {
    if (degreesOfFreedom < FEWEST) {
      return p == 0.5 ? 0 : p < 0.5 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Math.sqrt(rows / degreesOfFreedom)
        * TDistribution.of(degreesOfFreedom).inverseCumulativeProbability(p);
  }
}
