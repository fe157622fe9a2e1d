package org.backprop.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.backprop.likelihood.Likelihoods;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MismatchTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bernoulli   | sigmoid | (y_hat - y) * y_hat * (1 - y_hat) | learns least where it errs most
          normal      | sigmoid | (y_hat - y) * y_hat * (1 - y_hat) | between 0 and 1
          poisson     | exp     | (y_hat - y) * y_hat               | throws the weights away
          categorical | softmax |                                   | learns least where it errs most
          """)
  void the_delta_rule_of_squared_error_has_a_factor_that_does_harm(
      String likelihood, String unit, String rule, String effect) {
    var mismatch = Mismatch.of(Likelihoods.catalog().named(likelihood).orElseThrow());
    assertEquals(unit, mismatch.unit());
    if (rule != null) {
      assertEquals(rule, mismatch.rule().text());
    }
    assertTrue(mismatch.effect().contains(effect), mismatch.effect());
  }

  @Test
  void the_numbers_are_those_of_the_formulas() {
    var row = Mismatch.of(Likelihoods.bernoulli()).rows().getFirst();
    var y = 1 / (1 + Math.exp(8));
    assertEquals(-8, row.eta());
    assertEquals(y - 1, row.matched(), 1e-15);
    assertEquals((y - 1) * y * (1 - y), row.mismatched(), 1e-15);
  }
}
