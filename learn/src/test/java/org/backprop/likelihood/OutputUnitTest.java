package org.backprop.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputUnitTest {

  @ParameterizedTest
  @CsvSource({
    "normal, linear",
    "bernoulli, sigmoid",
    "categorical, softmax",
    "poisson, exp",
    "laplace, linear",
    "exponential, exp",
    "gamma, exp"
  })
  void the_output_unit_is_named_as_it_was_derived(String likelihood, String unit) {
    assertEquals(unit, Likelihoods.catalog().named(likelihood).orElseThrow().outputUnit());
  }
}
