package org.backprop.likelihood;

import org.backprop.graph.Node;

/** A yes or no with log-odds eta; each output is a question of its own. */
public record Bernoulli() implements ExponentialFamily {
  @Override
  public String name() {
    return "bernoulli";
  }

  @Override
  public String lossName() {
    return "log loss";
  }

  @Override
  public Support support() {
    return Support.BINARY;
  }

  @Override
  public TargetEncoding encoding() {
    return TargetEncoding.BINARY;
  }

  @Override
  public Node logPartition(Node eta) {
    return eta.softplus();
  }

  @Override
  public Node logBase(Node y) {
    return y.zeros();
  }

  @Override
  public Node link(Node mean) {
    return mean.log().minus(mean.oneMinus().log());
  }

  @Override
  public Node lossOfMean(Node mean, Node y) {
    return y.times(mean.log()).plus(y.oneMinus().times(mean.oneMinus().log())).negated().sum(-1);
  }

  @Override
  public double logDensity(double y, double[] mean, double dispersion) {
    return y == 1 ? Math.log(mean[0]) : Math.log1p(-mean[0]);
  }

  @Override
  public double logDensity(double y, double[] eta, double[] mean, double dispersion) {
    var odds = y == 1 ? -eta[0] : eta[0];
    return -Math.max(odds, 0) - Math.log1p(Math.exp(-Math.abs(odds)));
  }

  @Override
  public double deviance(double y, double[] eta, double[] mean) {
    return -2 * logDensity(y, eta, mean, 1);
  }

  @Override
  public double quantile(double p, double[] mean, double dispersion) {
    return p <= 1 - mean[0] ? 0 : 1;
  }

  @Override
  public double mode(double[] mean, double dispersion) {
    return mean[0] > 0.5 ? 1 : 0;
  }
}
