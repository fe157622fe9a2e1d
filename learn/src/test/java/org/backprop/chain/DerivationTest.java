package org.backprop.chain;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.tanh;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.Likelihoods;
import org.backprop.likelihood.TargetEncoding;
import org.backprop.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DerivationTest {
  static List<Likelihood> likelihoods() {
    return Likelihoods.ALL;
  }

  private static Model model(Likelihood likelihood) {
    var outputs = likelihood.encoding() == TargetEncoding.ONE_HOT ? 3 : 1;
    return Model.of(features(2), dense(4), tanh(), dense(outputs), likelihood);
  }

  @Test
  void the_delta_rule_follows_from_the_categorical_density() {
    assertEquals(
        """
        A(a2) = logsumexp(a2)
        log h(y) = 0
        p(y | a2) = exp(sum(a2 * y) - logsumexp(a2))
        log p(y | a2) = sum(a2 * y) - logsumexp(a2)
        L = -1/m sum of log p(y | a2)
        L = sum(logsumexp(a2) - sum(a2 * y)) / m
        y_hat = softmax(a2)
        l = cross-entropy = -sum(y * log(y_hat)) / m
        dL/dy_hat = -y / (y_hat m)
        delta2 = dL/da2 = (y_hat - y) / m\
        """,
        Derivation.of(model(Likelihoods.categorical())).toString());
  }

  @Test
  void a_linear_output_is_y_hat_itself_and_constants_are_named() {
    assertEquals(
        """
        A(y_hat) = 1/2 y_hat^2
        log h(y) = -1/2 y^2 - 0.9189
        p(y | y_hat) = exp(-(1/2 (y_hat - y)^2 + 0.9189))
        log p(y | y_hat) = -1/2 (y_hat - y)^2 - 0.9189
        L = -1/m sum of log p(y | y_hat)
        L = sum(1/2 (y_hat - y)^2 + 0.9189) / m
        y_hat = a2
        l = half squared error = sum(1/2 (y_hat - y)^2) / m
        L = l + c
        dL/dy_hat = (y_hat - y) / m
        delta2 = dL/da2 = (y_hat - y) / m\
        """,
        Derivation.of(model(Likelihoods.normal())).toString());
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void every_likelihood_has_one_from_density_to_delta(Likelihood likelihood) {
    var lines = Derivation.of(model(likelihood)).lines();
    assertEquals("delta2 = dL/da2", lines.getLast().name());
    assertEquals(1, lines.stream().filter(it -> it.name().startsWith("p(y | ")).count());
    assertEquals(1, lines.stream().filter(it -> it.name().startsWith("l = ")).count());
  }
}
