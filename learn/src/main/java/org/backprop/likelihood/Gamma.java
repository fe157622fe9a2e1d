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
    return distribution(mean, dispersion).logDensity(y);
  }

  @Override
  public double quantile(double p, double[] mean, double dispersion) {
    return distribution(mean, dispersion).inverseCumulativeProbability(p);
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
    return (y - mean) * (y - mean) / (mean * mean);
  }

  private static GammaDistribution distribution(double[] mean, double dispersion) {
    return GammaDistribution.of(1 / dispersion, mean[0] * dispersion);
  }
}
