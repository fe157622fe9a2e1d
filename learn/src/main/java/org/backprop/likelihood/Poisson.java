package org.backprop.likelihood;

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
    return Counts.logProbability(y, mean[0], Math.log(mean[0]));
  }

  @Override
  public double logDensity(double y, double[] eta, double[] mean, double dispersion) {
    return Counts.logProbability(y, mean[0], eta[0]);
  }

  @Override
  public double quantile(double p, double[] mean, double dispersion) {
    return Counts.quantile(p, mean[0]);
  }

  @Override
  public double mode(double[] mean, double dispersion) {
    return Math.floor(mean[0]);
  }

  @Override
  public double deviance(double y, double[] mean) {
    return 2 * Counts.divergence(y, mean[0], Math.log(mean[0]));
  }

  @Override
  public double deviance(double y, double[] eta, double[] mean) {
    return 2 * Counts.divergence(y, mean[0], eta[0]);
  }
}
