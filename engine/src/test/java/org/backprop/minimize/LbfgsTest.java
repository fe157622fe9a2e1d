package org.backprop.minimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.backprop.engine.NonFiniteException;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LbfgsTest {
  private final Node x = Node.input("x", DType.FLOAT64, 2);

  private static Optimum minimum(Node value, Node parameter, double... start) {
    return Lbfgs.usual().minimize(Objective.of(value, parameter), start);
  }

  private static Node element(Node x, int i) {
    return x.slice(0, i, i + 1).sum();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 100})
  void rosenbrocks_valley_is_followed_to_its_end(int n) {
    var valley = Rosenbrock.of(n);
    var optimum = Lbfgs.usual().minimize(valley.objective(), valley.start());
    assertTrue(optimum.converged(), optimum.toString());
    var ones = new double[n];
    Arrays.fill(ones, 1);
    assertArrayEquals(ones, optimum.point(), 1e-9);
    assertTrue(optimum.evaluations() < 8 * n + 100, optimum.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "Misra1a, 1",
    "Misra1a, 2",
    "MGH09, 1",
    "MGH09, 2",
    "MGH17, 1",
    "MGH17, 2",
    "Thurber, 1",
    "Thurber, 2",
    "Eckerle4, 1",
    "Eckerle4, 2",
    "Bennett5, 1",
    "Bennett5, 2"
  })
  void certified_parameters_and_deviations_of_nonlinear_regressions(String name, int start) {
    var problem = NistProblem.of(name);
    var b = problem.parameter();
    var fitted = problem.fitted(b);
    var objective = Objective.of(problem.squares(fitted), b);
    var optimum = Lbfgs.usual().minimize(objective, problem.start(start));
    assertTrue(optimum.converged(), optimum.toString());
    assertRelative(problem.certified(), optimum.point(), 1e-8);
    // The objective is 2 sigma^2 (-log p), so its Fisher information is as many times as large.
    var variance = 2 * optimum.value() / problem.degreesOfFreedom();
    var deviations = objective.fisher(fitted).standardErrors(optimum.point());
    assertRelative(
        problem.certifiedDeviations(),
        Arrays.stream(deviations).map(d -> d * Math.sqrt(variance)).toArray(),
        1e-6);
  }

  /** From these starts the steps lead elsewhere if the parameters are in their own units. */
  @ParameterizedTest
  @ValueSource(strings = {"MGH10", "Rat43"})
  void parameters_of_different_sizes_are_found_in_units_of_their_start(String name) {
    var problem = NistProblem.of(name);
    var start = problem.start(1);
    var unit = problem.parameter();
    var b = unit.times(Node.constant(Tensor.of(unit.shape(), start)));
    var ones = new double[start.length];
    Arrays.fill(ones, 1);
    var optimum = minimum(problem.squares(problem.fitted(b)), unit, ones);
    assertTrue(optimum.converged(), optimum.toString());
    var found = optimum.point();
    Arrays.setAll(found, i -> found[i] * start[i]);
    assertRelative(problem.certified(), found, 1e-8);
  }

  private static void assertRelative(double[] expected, double[] actual, double tolerance) {
    for (var i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], tolerance * Math.abs(expected[i]), "element " + i);
    }
  }

  @Test
  void a_quadratic_of_bad_scale_is_solved() {
    var scales = Node.constant(Tensor.of(Shape.of(2), 1e8, 1e-8));
    var optimum = minimum(x.minus(3).squared().times(scales).sum(), x, 0, 0);
    assertTrue(optimum.converged(), optimum.toString());
    assertArrayEquals(new double[] {3, 3}, optimum.point(), 1e-12);
  }

  @Test
  void digits_that_cancel_in_the_value_are_found_by_the_slopes() {
    var p = Node.constant(Tensor.of(Shape.of(3), 0.2, 0.3, 0.5));
    var eta = Node.input("eta", DType.FLOAT64, 3);
    var divergence =
        p.times(p.log().minus(eta).plus(Compositions.logsumexp(eta).broadcastTo(eta.shape())))
            .sum();
    var optimum = minimum(divergence, eta, 3, -1, 0);
    assertTrue(optimum.converged(), optimum.toString());
    var e = Arrays.stream(optimum.point()).map(Math::exp).toArray();
    var sum = Arrays.stream(e).sum();
    assertArrayEquals(
        new double[] {0.2, 0.3, 0.5}, Arrays.stream(e).map(v -> v / sum).toArray(), 1e-12);
  }

  @Test
  void a_first_step_out_of_the_domain_is_shortened() {
    var optimum = minimum(x.minus(x.log().times(1e-3)).sum(), x, 0.5, 2);
    assertTrue(optimum.converged(), optimum.toString());
    assertArrayEquals(new double[] {1e-3, 1e-3}, optimum.point(), 1e-12);
  }

  @Test
  void single_precision_converges_too() {
    var a = Node.input("a", DType.FLOAT32, 2);
    var optimum = minimum(a.minus(2).squared().sum().plus(a.sum().cos()), a, 0, 1);
    assertTrue(optimum.converged(), optimum.toString());
    var same = minimum(x.minus(2).squared().sum().plus(x.sum().cos()), x, 0, 1);
    assertArrayEquals(same.point(), optimum.point(), 1e-6);
  }

  @Test
  void a_start_that_is_not_finite_is_named() {
    var logarithm = x.minus(1).named("shifted").log();
    var e = assertThrows(NonFiniteException.class, () -> minimum(logarithm.sum(), x, 2, 0));
    assertEquals(
        "at the start, log FLOAT64[2] is NaN in row 2; shifted FLOAT64[2] is -1.0 there",
        e.getMessage());
    assertEquals(java.util.List.of(1), e.rows());
    assertThrows(NonFiniteException.class, () -> minimum(x.sqrt().sum(), x, 0, 1));
    assertThrows(NonFiniteException.class, () -> minimum(x.sum(), x, Double.NaN, 1));
  }

  @Test
  void a_wrong_gradient_gives_no_descent() {
    var wrong = x.squared().sum().detach().times(2).minus(x.squared().sum());
    var optimum = minimum(wrong, x, 1, 2);
    assertFalse(optimum.converged());
    assertEquals(Optimum.Reason.NO_DESCENT, optimum.reason());
    assertTrue(
        optimum.toString().endsWith("0 steps: " + Optimum.Reason.NO_DESCENT), optimum.toString());
    assertTrue(optimum.toString().contains("GradientCheck"), optimum.toString());
  }

  @Test
  void a_kink_is_approached() {
    var optimum = minimum(x.abs().sum().plus(element(x, 0).squared()), x, 0.7, -1.3);
    assertArrayEquals(new double[] {0, 0}, optimum.point(), 1e-6);
  }

  @Test
  void a_value_without_a_bound_is_said_to_have_none() {
    assertEquals(Optimum.Reason.UNBOUNDED, minimum(x.sum(), x, 1, 2).reason());
    assertEquals(Optimum.Reason.UNBOUNDED, minimum(x.times(x.squared()).sum(), x, -1, 1).reason());
  }

  @Test
  void a_start_at_the_minimum_and_a_limit_of_steps() {
    var valley = Rosenbrock.of(2);
    var at = Lbfgs.usual().minimize(valley.objective(), 1, 1);
    assertEquals(0, at.steps());
    assertTrue(at.converged());
    assertArrayEquals(new double[2], at.gradient());
    var short3 = new Lbfgs(5, 0, 3).minimize(valley.objective(), valley.start());
    assertEquals(3, short3.steps());
    assertEquals(Optimum.Reason.STEPS, short3.reason());
    assertThrows(IllegalArgumentException.class, () -> new Lbfgs(0, 0, 3));
    assertThrows(IllegalArgumentException.class, () -> minimum(x.sum(), x, 1));
  }

  /** More parameters than the data determine: the smallest value is reached all the same. */
  @Test
  void parameters_that_are_not_determined_do_not_hinder() {
    var optimum = minimum(element(x, 0).plus(element(x, 1)).minus(3).squared().plus(1), x, 5, 7);
    assertTrue(optimum.converged(), optimum.toString());
    assertEquals(1, optimum.value());
    assertEquals(3, optimum.point()[0] + optimum.point()[1], 1e-7);
  }
}
