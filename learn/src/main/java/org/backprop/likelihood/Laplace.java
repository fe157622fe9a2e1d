package org.backprop.likelihood;

import org.backprop.graph.Node;

/** The double exponential distribution around eta, the median; robust against outliers. */
public record Laplace() implements Likelihood {
  @Override
  public String name() {
    return "laplace";
  }

  @Override
  public String lossName() {
    return "absolute error";
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
  public Node logDensity(Node eta, Node y) {
    return eta.minus(y).abs().plus(Math.log(2)).negated().sum(-1);
  }

  @Override
  public Node mean(Node eta) {
    return eta;
  }

  @Override
  public Node link(Node mean) {
    return mean;
  }

  @Override
  public Node lossOfMean(Node mean, Node y) {
    return mean.minus(y).abs().sum(-1);
  }

  @Override
  public double logDensity(double y, double[] mean, double dispersion) {
    var residual = Math.abs(y - mean[0]);
    if (dispersion == 0) {
      return residual == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    return -residual / dispersion - Math.log(2 * dispersion);
  }

  @Override
  public double quantile(double p, double[] mean, double dispersion) {
    return p < 0.5
        ? mean[0] + dispersion * Math.log(2 * p)
        : mean[0] - dispersion * Math.log(2 - 2 * p);
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
    return Math.abs(y - mean);
  }

  @Override
  public double deviance(double y, double[] mean) {
    return 2 * dispersionTerm(y, mean[0]);
  }
}
