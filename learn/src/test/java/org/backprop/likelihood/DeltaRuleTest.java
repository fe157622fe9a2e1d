package org.backprop.likelihood;

import static org.backprop.likelihood.Likelihoods.bernoulli;
import static org.backprop.likelihood.Likelihoods.categorical;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.backprop.likelihood.Likelihoods.poisson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.backprop.engine.Engine;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.notation.Printer;
import org.backprop.simplify.Simplify;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** That the output unit and the delta rule fall out of the log-partition's derivative. */
final class DeltaRuleTest {
  static Stream<Arguments> canonical() {
    return Stream.of(
        arguments(normal(), "eta"),
        arguments(bernoulli(), "sigmoid(eta)"),
        arguments(categorical(), "softmax(eta)"),
        arguments(poisson(), "exp(eta)"));
  }

  private static Node eta() {
    return Node.input("eta", DType.FLOAT64, 5, 3);
  }

  private static Node y() {
    return Node.input("y", DType.FLOAT64, 5, 3);
  }

  @Test
  void every_exponential_family_is_tested() {
    var families = Likelihoods.ALL.stream().filter(ExponentialFamily.class::isInstance).toList();
    assertEquals(families, canonical().map(arguments -> arguments.get()[0]).toList());
  }

  @ParameterizedTest
  @MethodSource("canonical")
  void the_log_partitions_derivative_is_the_output_unit(ExponentialFamily family, String unit) {
    var eta = eta();
    var derivative = Gradients.of(family.logPartition(eta).sum(), eta);
    assertEquals(unit, Printer.expression(Simplify.of(derivative)));
    assertEquals(unit, Printer.expression(Simplify.of(family.mean(eta))));
  }

  @ParameterizedTest
  @MethodSource("canonical")
  void delta_is_prediction_minus_target(ExponentialFamily family, String unit) {
    var eta = eta();
    var loss = family.logDensity(eta, y()).negated().sum();
    assertEquals(unit + " - y", Printer.expression(Simplify.of(Gradients.of(loss, eta))));
  }

  @ParameterizedTest
  @MethodSource("canonical")
  void delta_names_the_output_unit_where_both_are_drawn(ExponentialFamily family, String unit) {
    var eta = eta();
    var loss = family.logDensity(eta, y()).negated().sum();
    var predicted = family.mean(eta).named("y_hat");
    var simplified = Simplify.of(List.of(predicted, Gradients.of(loss, eta)));
    assertEquals(
        unit.equals("eta") ? "eta - y" : "y_hat - y", Printer.expression(simplified.get(1)));
  }

  @ParameterizedTest
  @MethodSource("canonical")
  void a_weighted_mean_weighs_each_rows_delta(ExponentialFamily family, String unit) {
    var eta = eta();
    var weights = Node.input("w", DType.FLOAT64, 5);
    var rows = family.logDensity(eta, y()).negated();
    var loss = rows.times(weights).sum().dividedBy(weights.sum());
    var delta = Printer.expression(Simplify.of(Gradients.of(loss, eta)));
    assertTrue(delta.contains(unit + " - y"), delta);
    assertTrue(delta.contains("w"), delta);
  }

  @ParameterizedTest
  @MethodSource("canonical")
  void loss_and_delta_stay_finite_far_from_zero(ExponentialFamily family, String unit) {
    var eta = eta();
    var y = y();
    var loss = family.logDensity(eta, y).negated().sum();
    var simplified = Simplify.of(List.of(loss, Gradients.of(loss, eta)));
    for (var extreme : new double[] {-700, 700}) {
      var given =
          Map.of(
              eta, Tensor.filled(DType.FLOAT64, eta.shape(), extreme),
              y, Tensor.filled(DType.FLOAT64, y.shape(), 1));
      for (var value : Engine.evaluate(simplified, given)) {
        assertTrue(value.isFinite(), unit + " at " + extreme + ": " + value);
      }
    }
  }
}
