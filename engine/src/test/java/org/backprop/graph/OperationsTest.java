package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.backprop.engine.EveryEvaluator;
import org.backprop.gradient.Gradients;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Values of operations that the table test checks against themselves alone. */
class OperationsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static Tensor tensor(double... values) {
    return Tensor.of(Shape.of(values.length), values);
  }

  private static void assertValues(double[] expected, Node node, Map<Node, Tensor> given) {
    EveryEvaluator.values(List.of(node), given)
        .forEach((way, values) ->
            assertArrayEquals(expected, values.getFirst().toDoubles(), 1e-14, way));
  }

  private static void assertValues(double[] expected, UnaryOperator<Node> function, double... at) {
    var x = Node.input("x", DType.FLOAT64, at.length);
    assertValues(expected, function.apply(x), Map.of(x, tensor(at)));
  }

  private static void assertGradient(
      double[] expected, UnaryOperator<Node> function, double... at) {
    assertValues(expected, x -> Gradients.of(function.apply(x).sum(), x), at);
  }

  private static double[] numbers(double... numbers) {
    return numbers;
  }

  @Test
  void floor_and_the_remainder_round_down() {
    assertValues(
        numbers(-3, -1, 0, 2, 4503599627370497.0, -INFINITY),
        Node::floor,
        -2.5,
        -0.1,
        0.9,
        2,
        4503599627370497.0,
        -INFINITY);
    assertValues(numbers(1, 2, 0, 0.5), x -> x.mod(3), 7, -7, -6, 0.5);
    assertValues(numbers(-2, -1, 0, -2.5), x -> x.mod(-3), 7, -7, -6, 0.5);
    var whole = Node.input("i", DType.INT32, 3);
    assertValues(numbers(1, 2, 0), whole.mod(3), Map.of(whole, Tensor.of(Shape.of(3), 7, -7, -6)));
    assertGradient(numbers(-2, 3, 0), x -> x.constant(7).mod(x), 3, -3, 8);
  }

  @Test
  void angles_have_their_quadrant() {
    var y = Node.input("y", DType.FLOAT64, 9);
    var x = Node.input("x", DType.FLOAT64, 9);
    var angle = y.atan2(x);
    var given =
        Map.of(
            y,
            tensor(1, 1, -1, -1, 0, -0.0, INFINITY, 1e300, 1e-300),
            x,
            tensor(1, -1, -1, 1, -0.0, -1, -INFINITY, -1e-300, 1e300));
    var right = Math.PI / 2;
    assertValues(
        numbers(
            right / 2,
            1.5 * right,
            -1.5 * right,
            -right / 2,
            Math.PI,
            -Math.PI,
            1.5 * right,
            right,
            0),
        angle,
        given);
    var steep = tensor(3, 3e200, 4e-200, 1, 1, 1, 1, 1, 1);
    var flat = tensor(4, 4e200, -3e-200, 1, 1, 1, 1, 1, 1);
    var gradient = Gradients.of(angle.sum(), y).times(x).slice(0, 0, 3);
    assertValues(numbers(16.0 / 25, 16.0 / 25, 9.0 / 25), gradient, Map.of(y, steep, x, flat));
  }

  @Test
  void the_smallest_elements_share_the_gradient() {
    assertValues(numbers(-2), x -> x.min().reshape(1), 3, -2, 5, -2);
    assertGradient(numbers(0, 0.5, 0, 0.5), Node::min, 3, -2, 5, -2);
    assertValues(numbers(INFINITY), x -> x.slice(0, 0, 0).min().reshape(1), 1);
  }

  @Test
  void products_have_the_derivatives_of_zeros_among_them() {
    assertValues(numbers(24), x -> x.product().reshape(1), 2, 3, 4);
    assertGradient(numbers(12, 8, 6), Node::product, 2, 3, 4);
    assertGradient(numbers(0, 8, 0), Node::product, 2, 0, 4);
    assertGradient(numbers(0, 0, 0), Node::product, 0, 0, 4);
    UnaryOperator<Node> twice =
        x -> Gradients.of(Gradients.of(x.product(), x).slice(0, 0, 1).sum(), x);
    assertValues(numbers(0, 4, 0), twice, 0, 0, 4);
    assertValues(numbers(2, 6, 0, 0), x -> x.cumulativeProduct(0), 2, 3, 0, 5);
    assertGradient(numbers(1 + 3 + 0, 2 + 0, 36, 0), x -> x.cumulativeProduct(0), 2, 3, 0, 5);
  }

  @Test
  void sorting_hands_the_gradient_back_to_where_elements_came_from() {
    assertValues(numbers(-1, 2, 3, Double.NaN), x -> x.sort(0), 3, Double.NaN, -1, 2);
    assertGradient(
        numbers(3, 1, 2), x -> x.sort(0).times(Node.constant(tensor(1, 2, 3))), 9, -4, 0.5);
    assertValues(numbers(1, 2, 3, 4), x -> x.reshape(2, 2).sort(0).reshape(4), 3, 2, 1, 4);
  }

  /** Shape, x, P, its derivatives by the shape and by x: mpmath, 40 digits. */
  private static final double[][] INCOMPLETE_GAMMA = {
    {0.5, 0.1, 0.345279153981423, -0.8229360969795988, 1.6586313062993034, 1.6143422587153617},
    {2.5, 3.75, 0.8139701663971329, -0.16703478452702172, -0.06777763393242354, 0.1284713816302306},
    {
      3,
      0.25,
      0.0021614966897625125,
      -0.005746276674690466,
      0.014680190940812791,
      0.024337524470981402
    },
    {
      10,
      25,
      0.9997785233617512,
      -0.00022661830393258108,
      -0.00020919297419299686,
      0.00014599399660171887
    },
    {
      100, 90, 0.15822098918643016, -0.02461191684397991, 0.002595492911274581, 0.025912028250157558
    },
    {
      0.25,
      8,
      0.9999820691729285,
      -0.00011496861874817179,
      -0.0004289584966301386,
      1.9451163279805018e-05
    }
  };

  @Test
  void the_incomplete_gamma_function_and_its_derivatives() {
    var rows = INCOMPLETE_GAMMA.length;
    var a = Node.input("a", DType.FLOAT64, rows);
    var x = Node.input("x", DType.FLOAT64, rows);
    var value = a.incompleteGamma(x);
    var first = Gradients.of(value.sum(), List.of(a, x));
    var nodes = List.of(value, first.get(0), Gradients.of(first.get(0).sum(), a), first.get(1));
    EveryEvaluator.values(nodes, Map.of(a, column(0), x, column(1)))
        .forEach((way, values) -> {
          for (var row = 0; row < rows; row++) {
            for (var i = 0; i < 4; i++) {
              var expected = INCOMPLETE_GAMMA[row][2 + i];
              var actual = values.get(i).at(row);
              assertEquals(expected, actual, 1e-11 * Math.abs(expected), way + ", " + row + i);
            }
          }
        });
  }

  private static Tensor column(int i) {
    return tensor(Stream.of(INCOMPLETE_GAMMA).mapToDouble(row -> row[i]).toArray());
  }

  @Test
  void equations_and_determinants_of_positive_definite_matrices() {
    var a = Node.input("a", DType.FLOAT64, 2, 2);
    var b = Node.input("b", DType.FLOAT64, 2, 1);
    var given =
        Map.of(a, Tensor.of(Shape.of(2, 2), 4.0, 2, 2, 3), b, Tensor.of(Shape.of(2, 1), 8.0, 8));
    assertValues(numbers(1, 2), Matrices.solve(a, b).reshape(2), given);
    assertValues(numbers(Math.log(8)), Matrices.logdet(a).reshape(1), given);
    var inverse = numbers(0.375, -0.25, -0.25, 0.5);
    assertValues(inverse, Gradients.of(Matrices.logdet(a), a).reshape(4), given);
    var indefinite = Map.of(a, Tensor.of(Shape.of(2, 2), 1.0, 2, 2, 1), b, given.get(b));
    EveryEvaluator.values(List.of(Matrices.logdet(a)), indefinite)
        .forEach((way, values) -> assertTrue(Double.isNaN(values.getFirst().item()), way));
  }

  @Test
  void a_contraction_names_its_axes() {
    var a = Node.input("a", DType.FLOAT64, 2, 3);
    var b = Node.input("b", DType.FLOAT64, 2, 3);
    var given =
        Map.of(
            a, Tensor.of(Shape.of(2, 3), 1.0, 2, 3, 4, 5, 6),
            b, Tensor.of(Shape.of(2, 3), 1.0, 0, 1, 2, 0, 1));
    assertValues(numbers(4, 14), a.contract("bi,bi->b", b), given);
    assertValues(numbers(4, 5, 10, 14), a.contract("ik, jk -> ij", b).reshape(4), given);
    var e = assertThrows(ShapeException.class, () -> a.contract("ik", b));
    assertEquals("\"ik\" does not name axes; write them as in \"bik,bkj->bij\"", e.getMessage());
  }
}
