package org.backprop.likelihood;

import org.backprop.graph.Node;
import org.backprop.layer.Part;

/**
 * The distribution of the target given the output pre-activation eta, {@code [rows, outputs]}; from
 * it follow the loss (the mean negative log-likelihood), the output unit and every prediction.
 *
 * <p>A row's distribution is given by its mean (for classes the probabilities) and, where the
 * likelihood has one, a dispersion, which is estimated after training and is 1 in the loss.
 */
public sealed interface Likelihood extends Part permits ExponentialFamily, Laplace, Gamma {

  /** The name on the command line and in model files, as in {@code poisson}. */
  String name();

  /** What the loss that follows is usually called, as in {@code cross-entropy}. */
  String lossName();

  Support support();

  /** log p(y | eta) of each row with all constants, {@code [rows]}, at dispersion 1. */
  Node logDensity(Node eta, Node y);

  /** The output unit y_hat: the mean of y, of eta's shape. */
  Node mean(Node eta);

  /**
   * log p(y) under a row's mean and the dispersion; y is a class's number where there are classes.
   */
  double logDensity(double y, double[] mean, double dispersion);

  /**
   * The smallest y whose cumulative probability reaches p; a sample is the quantile of a uniform.
   */
  double quantile(double p, double[] mean, double dispersion);

  /** The most probable y. */
  double mode(double[] mean, double dispersion);

  /** The mean that makes y as probable as it can be: from it the deviance is counted. */
  default double[] saturated(double y) {
    return new double[] {y};
  }

  /** Whether the spread is estimated from the data. */
  default boolean hasDispersion() {
    return false;
  }

  /** What each row adds to the dispersion, whose estimate is the mean of these terms. */
  default double dispersionTerm(double y, double mean) {
    return 1;
  }

  /** The dispersion of a target that is {@code scale} times as large. */
  default double rescaled(double dispersion, double scale) {
    return dispersion;
  }

  /** Twice the log-density that is lost against the saturated mean, at dispersion 1. */
  default double deviance(double y, double[] mean) {
    return 2 * (logDensity(y, saturated(y), 1) - logDensity(y, mean, 1));
  }
}
