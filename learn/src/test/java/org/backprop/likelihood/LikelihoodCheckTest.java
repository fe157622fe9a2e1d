package org.backprop.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.backprop.graph.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class LikelihoodCheckTest {
  @ParameterizedTest
  @FieldSource("org.backprop.likelihood.Likelihoods#ALL")
  void every_likelihood_passes(Likelihood likelihood) {
    var mean =
        switch (likelihood.encoding()) {
          case ONE_HOT -> new double[] {0.2, 0.5, 0.3};
          case BINARY -> new double[] {0.3};
          case STANDARDIZED, IDENTITY -> new double[] {1.7};
        };
    assertEquals(List.of(), LikelihoodCheck.of(likelihood, 1, mean));
  }

  @Test
  void a_link_that_does_not_invert_the_mean_is_a_fault() {
    var faults = LikelihoodCheck.of(new WrongLink(), 1, 2.0);
    assertTrue(faults.getFirst().startsWith("the mean of the link of 2.0 is "), faults::toString);
  }

  /** Poisson with the link of the normal distribution. */
  private record WrongLink() implements ExponentialFamily {
    private static final Poisson POISSON = new Poisson();

    @Override
    public String name() {
      return "wrong";
    }

    @Override
    public Support support() {
      return POISSON.support();
    }

    @Override
    public TargetEncoding encoding() {
      return POISSON.encoding();
    }

    @Override
    public Node logPartition(Node eta) {
      return POISSON.logPartition(eta);
    }

    @Override
    public Node logBase(Node y) {
      return POISSON.logBase(y);
    }

    @Override
    public Node link(Node mean) {
      return mean;
    }

    @Override
    public double logDensity(double y, double[] mean, double dispersion) {
      return POISSON.logDensity(y, mean, dispersion);
    }

    @Override
    public double quantile(double p, double[] mean, double dispersion) {
      return POISSON.quantile(p, mean, dispersion);
    }

    @Override
    public double mode(double[] mean, double dispersion) {
      return POISSON.mode(mean, dispersion);
    }
  }
}
