package org.backprop.likelihood;

import org.backprop.graph.Node;

/** A Poisson likelihood from outside, of which a test replaces what it is about. */
public interface PoissonLike extends Likelihood {
  Poisson POISSON = new Poisson();

  @Override
  default String name() {
    return "poisson-like";
  }

  @Override
  default Support support() {
    return POISSON.support();
  }

  @Override
  default TargetEncoding encoding() {
    return POISSON.encoding();
  }

  @Override
  default Node logDensity(Node eta, Node y) {
    return POISSON.logDensity(eta, y);
  }

  @Override
  default Node mean(Node eta) {
    return POISSON.mean(eta);
  }

  @Override
  default Node link(Node mean) {
    return POISSON.link(mean);
  }

  @Override
  default double logDensity(double y, double[] mean, double dispersion) {
    return POISSON.logDensity(y, mean, dispersion);
  }

  @Override
  default double quantile(double p, double[] mean, double dispersion) {
    return POISSON.quantile(p, mean, dispersion);
  }

  @Override
  default double mode(double[] mean, double dispersion) {
    return POISSON.mode(mean, dispersion);
  }

  /** The same in canonical form. */
  interface Canonical extends PoissonLike, ExponentialFamily {
    @Override
    default Node logPartition(Node eta) {
      return POISSON.logPartition(eta);
    }

    @Override
    default Node logBase(Node y) {
      return POISSON.logBase(y);
    }

    @Override
    default Node logDensity(Node eta, Node y) {
      return ExponentialFamily.super.logDensity(eta, y);
    }

    @Override
    default Node mean(Node eta) {
      return ExponentialFamily.super.mean(eta);
    }
  }
}
