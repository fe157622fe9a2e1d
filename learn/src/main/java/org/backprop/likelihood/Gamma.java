package org.backprop.likelihood;

import org.apache.commons.statistics.distribution.GammaDistribution;
import org.backprop.graph.Node;

/**
 * A positive number with mean exp(eta), the log link. Its dispersion is the squared coefficient of
 * variation, 1 / shape: estimated for the gamma distribution, 1 for the exponential.
 */
public record Gamma(boolean exponential) implements Likelihood {
  @Override
  public String name() {
    return exponential ? "exponential" : "gamma";
  }

  @Override
  public String lossName() {
    return "gamma loss";
  }

  @Override
  public Support support() {
    return Support.POSITIVE;
  }

  @Override
  public TargetEncoding encoding() {
    return TargetEncoding.IDENTITY;
  }

  @Override
  public Node logDensity(Node eta, Node y) {
    return y.times(eta.negated().exp()).plus(eta).negated().sum(-1);
  }

  @Override
  public Node mean(Node eta) {
    return eta.exp();
  }

  @Override
  public Node link(Node mean) {
    return mean.log();
  }

  @Override
  public Node lossOfMean(Node mean, Node y) {
    return mean.log().plus(y.dividedBy(mean)).sum(-1);
  }

  @Override
  public double logDensity(double y, double[] mean, double dispersion) {
    if (dispersion == 0) {
      return y == mean[0] ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    return distribution(mean[0], dispersion).logDensity(y);
  }

  /** The density at the mean y, less half the deviance over the dispersion. */
  @Override
  public double logDensity(double y, double[] eta, double[] mean, double dispersion) {
    return dispersion == 0 || y <= 0 || isOrdinary(mean[0])
        ? logDensity(y, mean, dispersion)
        : distribution(y, dispersion).logDensity(y) - deviance(y, eta, mean) / (2 * dispersion);
  }

  /** Whether neither exp(eta) nor its reciprocal is rounded to 0 or infinity. */
  private static boolean isOrdinary(double mean) {
    return mean > 1e-300 && mean < 1e300;
  }

  @Override
  public double quantile(double p, double[] mean, double dispersion) {
    return dispersion == 0 || !isOrdinary(mean[0])
        ? mean[0]
        : distribution(mean[0], dispersion).inverseCumulativeProbability(p);
  }

  @Override
  public double mode(double[] mean, double dispersion) {
    return Math.max(0, mean[0] * (1 - dispersion));
  }

  @Override
  public boolean hasDispersion() {
    return !exponential;
  }

  /** Pearson's estimate. */
  @Override
  public double dispersionTerm(double y, double mean) {
    var error = (y - mean) / mean;
    return error * error;
  }

  @Override
  public double deviance(double y, double[] mean) {
    return deviance(y, new double[] {Math.log(mean[0])}, mean);
  }

  @Override
  public double deviance(double y, double[] eta, double[] mean) {
    var logRatio = Math.log(y) - eta[0];
    return 2 * (Math.expm1(logRatio) - logRatio);
  }

  private static GammaDistribution distribution(double mean, double dispersion) {
    return GammaDistribution.of(1 / dispersion, mean * dispersion);
  }
}
