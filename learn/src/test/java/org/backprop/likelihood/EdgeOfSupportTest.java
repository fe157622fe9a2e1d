package org.backprop.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Means at the edge of what they can be. */
final class EdgeOfSupportTest {
  @Test
  void a_poisson_rate_of_zero_allows_zero_alone() {
    var poisson = new Poisson();
    var zero = new double[] {0};
    assertEquals(0, poisson.logDensity(0, zero, 1));
    assertEquals(Double.NEGATIVE_INFINITY, poisson.logDensity(2, zero, 1));
    assertEquals(0, poisson.quantile(0.99, zero, 1));
  }

  @Test
  void a_certain_bernoulli_has_no_loss_and_an_infinite_one() {
    var bernoulli = new Bernoulli();
    assertEquals(0, bernoulli.logDensity(1, new double[] {1}, 1));
    assertEquals(0, bernoulli.logDensity(0, new double[] {0}, 1), 1e-300);
    assertEquals(Double.NEGATIVE_INFINITY, bernoulli.logDensity(1, new double[] {0}, 1));
    assertEquals(Double.POSITIVE_INFINITY, bernoulli.deviance(0, new double[] {1}));
  }

  @Test
  void the_last_class_takes_what_rounding_leaves() {
    assertEquals(2, new Categorical().quantile(1 - 1e-16, new double[] {0.3, 0.3, 0.4}, 1));
  }
}
