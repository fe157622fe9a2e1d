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

  /** Against 60 decimal digits, and quantiles against SciPy. */
  @Test
  void counts_may_be_of_any_size() {
    var poisson = new Poisson();
    double[][] cases = {
      {3e9, 2.9e9, -1704666.8569216407, 3409310.054088089},
      {1e12, 1e12 + 3e6, -19.23444009118928, 8.9999820000405},
      {40, 37.5, -2.8470023957027903, 0.16308169100569372},
      {15, 15, -2.2785183673077407, 0},
      {16, 16.5, -2.318094011576114, 0.015306922663881973},
      {1000, 10, -3619.543085494118, 7230.340371976183}
    };
    for (var c : cases) {
      var mean = new double[] {c[1]};
      assertEquals(c[2], poisson.logDensity(c[0], mean, 1), 1e-14 * -c[2]);
      assertEquals(c[3], poisson.deviance(c[0], mean), 1e-14 * c[3]);
    }
    assertEquals(2.99989265e9, poisson.quantile(0.025, new double[] {3e9}, 1), 10);
    assertEquals(3.00010735e9, poisson.quantile(0.975, new double[] {3e9}, 1), 10);
    assertEquals(19991235, poisson.quantile(0.025, new double[] {2e7}, 1));
    assertEquals(20008766, poisson.quantile(0.975, new double[] {2e7}, 1));
  }

  @Test
  void a_gamma_mean_beyond_the_range_of_doubles_has_a_finite_density() {
    var gamma = new Gamma(false);
    var density = gamma.logDensity(3, new double[] {2}, 0.5);
    assertEquals(
        density, gamma.logDensity(3, new double[] {Math.log(2)}, new double[] {2}, 0.5), 1e-12);
    var above =
        gamma.logDensity(3, new double[] {800}, new double[] {Double.POSITIVE_INFINITY}, 0.5);
    // 2 log 2 - 2 eta + log y - log Gamma(2), the term y exp(-eta) being 0
    assertEquals(2 * Math.log(2) - 1600 + Math.log(3), above, 1e-9);
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
