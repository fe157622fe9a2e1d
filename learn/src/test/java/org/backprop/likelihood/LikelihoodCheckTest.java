package org.backprop.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.backprop.graph.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

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
  private record WrongLink() implements PoissonLike.Canonical {
    @Override
    public Node link(Node mean) {
      return mean;
    }
  }

  static Stream<Likelihood> wrongShapes() {
    return Stream.of(new Columns(), new Total(), new TotalPartition(), new ScalarMean());
  }

  @ParameterizedTest
  @MethodSource("wrongShapes")
  void a_wrong_shape_is_one_sentence(Likelihood likelihood) {
    var faults = LikelihoodCheck.of(likelihood, 1, 2.0);
    assertEquals(1, faults.size(), faults::toString);
    assertTrue(faults.getFirst().contains("has the shape ["), faults::toString);
  }

  private record Columns() implements PoissonLike {
    @Override
    public Node logDensity(Node eta, Node y) {
      return y.times(eta).minus(eta.exp());
    }

    @Override
    public Node lossOfMean(Node mean, Node y) {
      return POISSON.lossOfMean(mean, y);
    }
  }

  private record Total() implements PoissonLike {
    @Override
    public Node logDensity(Node eta, Node y) {
      return y.times(eta).minus(eta.exp()).sum();
    }

    @Override
    public Node lossOfMean(Node mean, Node y) {
      return POISSON.lossOfMean(mean, y);
    }
  }

  private record TotalPartition() implements PoissonLike.Canonical {
    @Override
    public Node logPartition(Node eta) {
      return eta.exp().sum();
    }
  }

  private record ScalarMean() implements PoissonLike {
    @Override
    public Node mean(Node eta) {
      return eta.exp().sum(-1);
    }
  }

  @Test
  void a_mean_must_be_given() {
    assertEquals(
        List.of("poisson is checked at a mean; state one, or for classes a probability for each"),
        LikelihoodCheck.of(Likelihoods.poisson(), 1));
  }

  @Test
  void an_exception_is_a_sentence() {
    var faults = LikelihoodCheck.of(new Throwing(), 1, 2.0);
    assertTrue(
        faults.getFirst().startsWith("poisson-like at the quantile 0.05 fails: "),
        faults::toString);
  }

  private record Throwing() implements PoissonLike {
    @Override
    public double quantile(double p, double[] mean, double dispersion) {
      throw new ArrayIndexOutOfBoundsException(1);
    }
  }

  @Test
  void a_parameter_that_the_text_does_not_hold_is_a_fault() {
    var faults = LikelihoodCheck.of(new Silent(0.8), 1, 2.0);
    assertEquals(
        List.of(
            "the text poisson-like() does not hold all of Silent[size=0.8], and is read as Silent[size=2.0]; state each parameter in arguments(), and make the part of them in with(Arguments)"),
        faults);
  }

  /** Its parameter is neither an argument nor made of one. */
  private record Silent(double size) implements PoissonLike {
    private Silent() {
      this(2);
    }
  }
}
