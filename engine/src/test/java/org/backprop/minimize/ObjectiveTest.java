package org.backprop.minimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.backprop.engine.Engine;
import org.backprop.engine.Options;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectiveTest {
  private static final Options INTERPRETED = Options.defaults().withInterpret(true);

  /** A row for each product with a unit vector; a graph of a thousand copies would take hours. */
  @ParameterizedTest
  @ValueSource(ints = {2, 100, 1000})
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void rosenbrocks_hessian_is_exact_at_any_size(int n) {
    var point = new SplittableRandom(n).doubles(n, -2, 2).toArray();
    var hessian = Rosenbrock.of(n).objective().hessian();
    var expected = Rosenbrock.hessian(point);
    assertArrayEquals(
        Arrays.stream(expected).flatMapToDouble(Arrays::stream).toArray(),
        hessian.matrix(point).toDoubles(),
        1e-12 * 4800);
    assertArrayEquals(
        IntStream.range(0, n).mapToDouble(i -> expected[i][i]).toArray(),
        hessian.diagonal(point),
        1e-12 * 4800);
  }

  private final Node w = Node.input("w", DType.FLOAT64, 2, 2);
  private final Node b = Node.variable("b", DType.FLOAT64, Shape.of(2));
  private final Node x = Node.input("x", DType.FLOAT64, 5, 2);
  private final Tensor rows =
      Tensor.of(Shape.of(5, 2), 1.0, -2, 0.5, 3, -1, 0.25, 2, 2, -0.5, -1.5);
  private final double[] point = {0.3, -0.2, 0.7, 0.1, -0.4, 0.6};

  private Node value() {
    return x.matmul(w).plus(b.broadcastTo(Shape.of(5, 2))).tanh().squared().sum().exp();
  }

  @Test
  void parameters_of_any_shape_stand_in_a_row() {
    for (var options : List.of(Options.defaults(), INTERPRETED)) {
      var objective = Objective.of(value(), w, b).withData(Map.of(x, rows)).withOptions(options);
      assertEquals(6, objective.size());
      var values = objective.tensors(point);
      assertArrayEquals(point, objective.point(values));
      assertEquals(Tensor.of(Shape.of(2), -0.4, 0.6), values.get(b));
      var all = new java.util.HashMap<>(values);
      all.put(x, rows);
      assertEquals(Engine.evaluate(value(), all).item(), objective.value(point), 1e-12);
      var gradients = Engine.evaluate(Gradients.of(value(), List.of(w, b)), all);
      assertArrayEquals(
          IntStream.range(0, 6)
              .mapToDouble(i -> i < 4 ? gradients.get(0).at(i) : gradients.get(1).at(i - 4))
              .toArray(),
          objective.gradient(point),
          1e-11);
    }
  }

  @Test
  void the_hessian_has_blocks_across_parameters_and_its_products_are_its_columns() {
    var objective = Objective.of(value(), w, b).withData(Map.of(x, rows));
    var hessian = objective.hessian();
    var matrix = hessian.matrix(point);
    var h = 1e-5;
    for (var i = 0; i < 6; i++) {
      var up = point.clone();
      var down = point.clone();
      var unit = new double[6];
      up[i] += h;
      down[i] -= h;
      unit[i] = 1;
      var above = objective.gradient(up);
      var below = objective.gradient(down);
      var column = hessian.times(point, unit);
      for (var j = 0; j < 6; j++) {
        assertEquals((above[j] - below[j]) / (2 * h), matrix.get(j, i), 1e-4);
        assertEquals(matrix.get(j, i), column[j], 1e-10);
        assertEquals(matrix.get(i, j), matrix.get(j, i));
      }
    }
  }

  /** -log p of a logistic regression, its linear predictor and each observation's term. */
  private record Logistic(Node theta, Node eta, Node terms) {
    static final double[][] DESIGN = {{1, 0.5}, {1, -1}, {1, 2}, {1, 0.1}, {1, -0.7}, {1, 1.3}};
    static final double[] Y = {1, 0, 1, 1, 0, 0};

    static Logistic of(DType dtype) {
      var theta = Node.input("theta", dtype, 2);
      var design = Node.constant(Tensor.matrix(DESIGN).to(dtype));
      var eta = design.matmul(theta.reshape(2, 1)).reshape(6);
      var y = Node.constant(Tensor.of(Shape.of(6), Y).to(dtype));
      return new Logistic(theta, eta, eta.softplus().minus(y.times(eta)));
    }

    static double probability(double[] row, double[] theta) {
      return 1 / (1 + Math.exp(-row[0] * theta[0] - row[1] * theta[1]));
    }

    /** The sum of the outer products of the design's rows, each with a weight. */
    static double[] information(java.util.function.IntToDoubleFunction weight) {
      var sum = new double[4];
      for (var i = 0; i < 6; i++) {
        for (var k = 0; k < 4; k++) {
          sum[k] += weight.applyAsDouble(i) * DESIGN[i][k / 2] * DESIGN[i][k % 2];
        }
      }
      return sum;
    }
  }

  @Test
  void fisher_information_of_a_logistic_regression() {
    var model = Logistic.of(DType.FLOAT64);
    var penalty = model.theta.squared().sum();
    var objective = Objective.of(model.terms.sum().plus(penalty), model.theta);
    double[] theta = {0.2, 0.9};
    var expected =
        Logistic.information(i -> {
          var p = Logistic.probability(Logistic.DESIGN[i], theta);
          return p * (1 - p);
        });
    var fisher = objective.fisher(model.eta);
    assertArrayEquals(expected, fisher.matrix(theta).toDoubles(), 1e-14);
    assertArrayEquals(new double[] {expected[0], expected[3]}, fisher.diagonal(theta), 1e-14);
    var observed = expected.clone();
    observed[0] += 2;
    observed[3] += 2;
    assertArrayEquals(observed, objective.hessian().matrix(theta).toDoubles(), 1e-14);
    var scores =
        Logistic.information(
            i -> Math.pow(Logistic.probability(Logistic.DESIGN[i], theta) - Logistic.Y[i], 2));
    assertArrayEquals(
        scores, objective.empiricalFisher(model.terms).matrix(theta).toDoubles(), 1e-14);
  }

  @Test
  void covariance_and_standard_errors_are_of_the_inverse() {
    var model = Logistic.of(DType.FLOAT64);
    double[] theta = {0.2, 0.9};
    var hessian = Objective.of(model.terms.sum(), model.theta).hessian();
    var m = hessian.matrix(theta).toDoubles();
    var determinant = m[0] * m[3] - m[1] * m[2];
    double[] inverse = {
      m[3] / determinant, -m[1] / determinant, -m[2] / determinant, m[0] / determinant
    };
    assertArrayEquals(inverse, hessian.covariance(theta).toDoubles(), 1e-13);
    assertArrayEquals(
        new double[] {Math.sqrt(inverse[0]), Math.sqrt(inverse[3])},
        hessian.standardErrors(theta),
        1e-13);
  }

  @Test
  void single_precision_gives_its_digits() {
    var single = Logistic.of(DType.FLOAT32);
    var twice = Logistic.of(DType.FLOAT64);
    double[] theta = {0.25, 0.75};
    assertArrayEquals(
        Objective.of(twice.terms.sum(), twice.theta).hessian().matrix(theta).toDoubles(),
        Objective.of(single.terms.sum(), single.theta).hessian().matrix(theta).toDoubles(),
        1e-6);
  }

  @Test
  void a_matrix_that_is_not_definite_has_no_standard_errors() {
    var a = Node.input("a", DType.FLOAT64, 2);
    var together = Objective.of(a.sum().minus(1).squared(), a).hessian();
    var e = assertThrows(ArithmeticException.class, () -> together.standardErrors(0.5, 0.5));
    assertEquals(
        "the matrix of second derivatives by a FLOAT64[2] is not positive definite here: the point"
            + " is no minimum, or the data do not determine all parameters",
        e.getMessage());
    var saddle = Objective.of(Rosenbrock.of(2).value().negated(), a);
    assertThrows(ArithmeticException.class, () -> saddle.hessian().covariance(1, 1));
  }

  @Test
  void points_of_another_size_and_missing_values_are_refused() {
    var objective = Objective.of(value(), w, b).withData(Map.of(x, rows));
    assertEquals(
        "a point has 2 elements, but w FLOAT64[2, 2], b FLOAT64[2] have 6",
        assertThrows(IllegalArgumentException.class, () -> objective.value(1, 2)).getMessage());
    assertEquals(
        "parameter b FLOAT64[2] was given no value",
        assertThrows(
                IllegalArgumentException.class,
                () -> objective.point(Map.of(w, Tensor.zeros(DType.FLOAT64, w.shape()))))
            .getMessage());
    var blind = Objective.of(value(), w, b);
    assertEquals(
        "no value was given for input x FLOAT64[5, 2]",
        assertThrows(IllegalArgumentException.class, () -> blind.value(point)).getMessage());
    assertThrows(ShapeException.class, () -> Objective.of(x.matmul(w), w));
  }
}
