package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.backprop.engine.EveryEvaluator;
import org.backprop.gradient.Gradients;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What a choice does not take contributes exactly 0 to gradients, whatever stands there. */
class MaskedGradientsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private final Node x = Node.input("x", DType.FLOAT64, 4);

  /** Checks the first and the second derivative of the sum of a function, in every way. */
  private void assertDerivatives(
      UnaryOperator<Node> function, double[] at, double[] first, double[] second) {
    var gradient = Gradients.of(function.apply(x).sum(), x);
    var curvature = Gradients.of(gradient.sum(), x);
    EveryEvaluator.values(List.of(gradient, curvature), Map.of(x, Tensor.of(x.shape(), at)))
        .forEach((way, values) -> {
          assertEquals(Tensor.of(x.shape(), first), plusZero(values.get(0)), way);
          assertEquals(Tensor.of(x.shape(), second), plusZero(values.get(1)), way);
        });
  }

  /** The same without negative zeros. */
  private static Tensor plusZero(Tensor x) {
    var values = x.toDoubles();
    for (var i = 0; i < values.length; i++) {
      values[i] += 0.0;
    }
    return Tensor.of(x.shape(), values);
  }

  private static double[] numbers(double... numbers) {
    return numbers;
  }

  private static Node positive(Node x) {
    return x.zeros().lessThan(x);
  }

  @Test
  void the_branch_that_is_not_taken_may_be_anything() {
    var at = numbers(0, -1, 4, 1);
    assertDerivatives(
        v -> Node.select(positive(v), v.sqrt(), v.zeros()),
        at,
        numbers(0, 0, 0.25, 0.5),
        numbers(0, 0, -1.0 / 32, -0.25));
    assertDerivatives(
        v -> Node.select(positive(v), v.log().times(v.reciprocal()), v.times(3)),
        numbers(0, -1, 1, 1),
        numbers(3, 3, 1, 1),
        numbers(0, 0, -3, -3));
    assertDerivatives(
        v -> Node.select(positive(v), v.squared(), v.constant(NAN).times(v)),
        at,
        numbers(NAN, NAN, 8, 2),
        numbers(0, 0, 2, 2));
  }

  @Test
  void choices_within_choices_and_values_that_are_used_twice() {
    assertDerivatives(
        v -> {
          var log = v.log();
          var inner = Node.select(v.lessThan(v.constant(2)), log.times(log), log.exp());
          return Node.select(positive(v), inner.plus(log), v.squared());
        },
        numbers(0, -3, 1, 4),
        numbers(0, -6, 1, 1.25),
        numbers(2, 2, 1, -1.0 / 16));
  }

  @Test
  void the_mask_goes_back_through_moves_and_sums() {
    UnaryOperator<Node> moved =
        v -> {
          var log = v.log().reshape(2, 2).transposed().reshape(4);
          return Node.select(positive(v.reshape(2, 2).transposed().reshape(4)), log, v.zeros());
        };
    assertDerivatives(moved, numbers(0, 1, 0, 2), numbers(0, 1, 0, 0.5), numbers(0, -1, 0, -0.25));
    var s = Node.input("s", DType.FLOAT64);
    var wide = s.sqrt().broadcastTo(Shape.of(3));
    var never = Node.select(wide.lessThan(wide.zeros()), wide, wide.zeros()).sum();
    var gradient = Gradients.of(never, s);
    EveryEvaluator.values(
            List.of(gradient, Gradients.of(gradient, s)),
            Map.of(s, Tensor.scalar(DType.FLOAT64, 0)))
        .forEach((way, values) -> {
          assertEquals(0, values.get(0).item(), way);
          assertEquals(0, values.get(1).item(), way);
        });
    assertDerivatives(
        v -> {
          var total = v.log().cumulativeSum(0);
          return Node.select(v.equalTo(v.constant(1)), total, total.zeros());
        },
        numbers(1, 1, 0, 2),
        numbers(2, 1, 0, 0),
        numbers(-2, -1, 0, 0));
  }

  @Test
  void the_smaller_and_the_larger_of_two_are_choices() {
    var at = numbers(0, 1, 1, 2);
    var floor = Math.log(2);
    assertDerivatives(
        v -> v.log().maximum(v.constant(-5)), at, numbers(0, 1, 1, 0.5), numbers(0, -1, -1, -0.25));
    assertDerivatives(
        v -> v.reciprocal().minimum(v.constant(8)),
        at,
        numbers(0, -1, -1, -0.25),
        numbers(0, 2, 2, 0.25));
    assertDerivatives(v -> v.log().max(), at, numbers(0, 0, 0, 0.5), numbers(0, 0, 0, -0.25));
    assertDerivatives(
        v -> v.log().minus(floor).abs().negated().max().times(v.sum(0)),
        numbers(0, 1, 1, 2),
        numbers(0, 0, 0, 0),
        numbers(0, 0, 0, 0));
  }

  @Test
  void elu_has_the_derivatives_of_its_lower_branch_at_0() {
    assertDerivatives(
        v -> Compositions.elu(v, 1),
        numbers(0, -INFINITY, 1000, INFINITY),
        numbers(1, 0, 1, 1),
        numbers(1, 0, 0, 0));
    assertDerivatives(
        v -> Compositions.elu(v, 2),
        numbers(-0.0, -800, 1e300, 3),
        numbers(2, 0, 1, 1),
        numbers(2, 0, 0, 0));
  }

  @Test
  void logsumexp_of_infinities() {
    var least = numbers(-INFINITY, -INFINITY, -INFINITY, -INFINITY);
    assertDerivatives(Compositions::logsumexp, least, numbers(0, 0, 0, 0), numbers(0, 0, 0, 0));
    assertValue(-INFINITY, Compositions.logsumexp(x), least);
    assertValue(INFINITY, Compositions.logsumexp(x), numbers(1, INFINITY, -INFINITY, 2));
    assertValue(2, Compositions.logsumexp(x), numbers(-INFINITY, 2, -INFINITY, -INFINITY));
    assertDerivatives(
        Compositions::logsumexp,
        numbers(-INFINITY, 2, -INFINITY, -INFINITY),
        numbers(0, 1, 0, 0),
        numbers(0, 0, 0, 0));
  }

  private void assertValue(double expected, Node node, double[] at) {
    EveryEvaluator.values(List.of(node), Map.of(x, Tensor.of(x.shape(), at)))
        .forEach((way, values) -> assertEquals(expected, values.getFirst().item(), way));
  }

  @Test
  void the_norm_has_gradient_0_at_0_and_does_not_overflow() {
    UnaryOperator<Node> norm = v -> Compositions.norm(v);
    assertValue(5, Compositions.norm(x), numbers(3, 0, -4, 0));
    assertValue(0x5p600, Compositions.norm(x), numbers(0x3p600, 0, -0x4p600, 0));
    assertValue(5 * 0x1p-1070, Compositions.norm(x), numbers(0x3p-1070, 0, -0x4p-1070, 0));
    assertValue(INFINITY, Compositions.norm(x), numbers(-INFINITY, 0, 1, 0));
    assertValue(NAN, Compositions.norm(x), numbers(NAN, 0, 1, 0));
    assertDerivatives(norm, numbers(0, 0, -0.0, 0), numbers(0, 0, 0, 0), numbers(0, 0, 0, 0));
    assertDerivatives(
        norm, numbers(0, 0, -4, 0), numbers(0, 0, -1, 0), numbers(0.25, 0.25, 0, 0.25));
  }

  @Test
  void the_norm_over_axes_is_one_of_each_row() {
    var rows = Node.input("rows", DType.FLOAT32, 2, 2);
    var norm = Compositions.norm(rows, -1);
    var at = Tensor.of(Shape.of(2, 2), 0f, 0, 3, 4);
    var gradient = Gradients.of(norm.sum(), rows);
    EveryEvaluator.values(List.of(norm, gradient), Map.of(rows, at))
        .forEach((way, values) -> {
          assertEquals(Tensor.of(Shape.of(2), 0f, 5), values.get(0), way);
          assertEquals(Tensor.of(Shape.of(2, 2), 0f, 0, 0.6f, 0.8f), values.get(1), way);
        });
  }
}
