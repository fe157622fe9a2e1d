package org.backprop.likelihood;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.backprop.graph.Node;

/** The normal distribution with mean eta; its dispersion is the residual variance. */
public record Normal() implements ExponentialFamily {
  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  @Override
  public String name() {
    return "normal";
  }

  @Override
  public String lossName() {
    return "half squared error";
  }

  @Override
  public Support support() {
    return Support.REAL;
  }

  @Override
  public TargetEncoding encoding() {
    return TargetEncoding.STANDARDIZED;
  }

  @Override
  public Node logPartition(Node eta) {
    return eta.squared().times(0.5);
  }

  @Override
  public Node logBase(Node y) {
    return y.squared().times(-0.5).minus(HALF_LOG_TWO_PI);
  }

  @Override
  public Node link(Node mean) {
    return mean;
  }

  @Override
  public Node lossOfMean(Node mean, Node y) {
    return mean.minus(y).squared().times(0.5).sum(-1);
  }

  @Override
  public double logDensity(double y, double[] mean, double dispersion) {
    var residual = y - mean[0];
    if (dispersion == 0) {
      return residual == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    return -HALF_LOG_TWO_PI - 0.5 * Math.log(dispersion) - residual * residual / (2 * dispersion);
  }

  @Override
  public double quantile(double p, double[] mean, double dispersion) {
    return dispersion == 0
        ? mean[0]
        : NormalDistribution.of(mean[0], Math.sqrt(dispersion)).inverseCumulativeProbability(p);
  }

  @Override
  public double mode(double[] mean, double dispersion) {
    return mean[0];
  }

  @Override
  public boolean hasDispersion() {
    return true;
  }

  @Override
  public double dispersionTerm(double y, double mean) {
    return (y - mean) * (y - mean);
  }

  @Override
  public double deviance(double y, double[] mean) {
    return dispersionTerm(y, mean[0]);
  }
}
