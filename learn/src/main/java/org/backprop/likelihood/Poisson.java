package org.backprop.likelihood;

import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.backprop.graph.Node;

/** A count with log-rate eta. */
public record Poisson() implements ExponentialFamily {
  @Override
  public String name() {
    return "poisson";
  }

  @Override
  public String lossName() {
    return "Poisson loss";
  }

  @Override
  public Support support() {
    return Support.COUNTS;
  }

  @Override
  public TargetEncoding encoding() {
    return TargetEncoding.IDENTITY;
  }

  @Override
  public Node logPartition(Node eta) {
    return eta.exp();
  }

  @Override
  public Node logBase(Node y) {
    return y.plus(1).lgamma().negated();
  }

  @Override
  public Node link(Node mean) {
    return mean.log();
  }

  @Override
  public Node lossOfMean(Node mean, Node y) {
    return mean.minus(y.times(mean.log())).sum(-1);
  }

  @Override
  public double logDensity(double y, double[] mean, double dispersion) {
    if (mean[0] == 0) {
      return y == 0 ? 0 : Double.NEGATIVE_INFINITY;
    }
    return PoissonDistribution.of(mean[0]).logProbability((int) y);
  }

  @Override
  public double quantile(double p, double[] mean, double dispersion) {
    return mean[0] == 0 ? 0 : PoissonDistribution.of(mean[0]).inverseCumulativeProbability(p);
  }

  @Override
  public double mode(double[] mean, double dispersion) {
    return Math.floor(mean[0]);
  }
}
