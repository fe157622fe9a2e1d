package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.backprop.engine.Engine;
import org.backprop.gradient.Gradients;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

class CompositionsTest {
  private final Node x = Node.input("x", DType.FLOAT64, 1, 4);

  private Tensor value(Node node, double... values) {
    return Engine.evaluate(node, Map.of(x, Tensor.of(Shape.of(1, 4), values)));
  }

  private Tensor slope(UnaryOperator<Node> function, double... values) {
    return value(Gradients.of(function.apply(x).sum(), x), values);
  }

  @Test
  void relu_keeps_nan_and_has_derivative_0_at_0() {
    var y = value(Compositions.relu(x), -1, 0, 2, Double.NaN);
    assertEquals(Tensor.of(Shape.of(1, 4), 0, 0, 2, Double.NaN), y);
    assertEquals(Tensor.of(Shape.of(1, 4), 0.0, 0, 1, 1), slope(Compositions::relu, -1, 0, 2, 3));
  }

  @Test
  void leaky_relu_and_elu_are_smooth_joins() {
    var leaky = value(Compositions.leakyRelu(x, 0.1), -1, 0, 2, 3).toDoubles();
    assertEquals(-0.1, leaky[0]);
    assertEquals(3, leaky[3]);
    var elu = value(Compositions.elu(x, 1), -1, 0, 2, 1000).toDoubles();
    assertEquals(Math.expm1(-1), elu[0], 1e-15);
    assertEquals(1000, elu[3]);
    assertEquals(1, slope(v -> Compositions.elu(v, 1), -1, 0, 2, 1000).at(3));
  }

  @Test
  void logsumexp_does_not_overflow_and_its_gradient_is_softmax() {
    var values = new double[] {1000, 1000, -1000, 999};
    var expected = 1000 + Math.log(2 + Math.exp(-1));
    assertEquals(expected, value(Compositions.logsumexp(x), values).item(), 1e-12);
    var softmax = value(Compositions.softmax(x), values).toDoubles();
    var slope = slope(Compositions::logsumexp, values).toDoubles();
    for (var i = 0; i < 4; i++) {
      assertEquals(softmax[i], slope[i], 1e-15);
    }
  }

  @Test
  void argmax_is_the_first_of_the_largest() {
    assertEquals(1, value(Compositions.argmax(x), 1, 5, 5, 2).item());
  }

  @Test
  void one_hot_is_1_at_the_label() {
    var labels = Node.constant(Tensor.of(Shape.of(2), 2, 0));
    var hot = Engine.evaluate(Compositions.oneHot(labels, 3, DType.FLOAT32), Map.of());
    assertEquals(Tensor.of(Shape.of(2, 3), 0f, 0, 1, 1, 0, 0), hot);
    var numbers = Engine.evaluate(Compositions.iota(DType.INT32, 3), Map.of());
    assertEquals(Tensor.of(Shape.of(3), 0, 1, 2), numbers);
  }

  @Test
  void leaky_relu_and_elu_have_their_slopes_on_both_sides() {
    var leaky = slope(v -> Compositions.leakyRelu(v, 0.1), -1, -0.5, 2, 3);
    assertEquals(Tensor.of(Shape.of(1, 4), 0.1, 0.1, 1, 1), leaky);
    var elu = slope(v -> Compositions.elu(v, 2), -1, -800, 2, 3).toDoubles();
    assertEquals(2 * Math.exp(-1), elu[0], 1e-15);
    assertEquals(0, elu[1]);
    assertEquals(1, elu[2]);
  }

  @Test
  void softmax_is_the_same_wherever_its_operands_lie() {
    var near = value(Compositions.softmax(x), 1, 2, 3, 4).toDoubles();
    var far = value(Compositions.softmax(x), 1001, 1002, 1003, 1004).toDoubles();
    var total = Math.exp(-3) + Math.exp(-2) + Math.exp(-1) + 1;
    for (var i = 0; i < 4; i++) {
      assertEquals(Math.exp(i - 3) / total, near[i], 1e-15, "class " + i);
      assertEquals(near[i], far[i], 1e-15, "class " + i);
    }
  }

  @Test
  void logsumexp_of_very_small_numbers_does_not_vanish() {
    var value = value(Compositions.logsumexp(x), -1000, -1000, -1000, -1000).item();
    assertEquals(-1000 + Math.log(4), value, 1e-12);
  }

  @Test
  void argmax_takes_zeros_of_both_signs_as_equal() {
    assertEquals(0, value(Compositions.argmax(x), -0.0, 0, -1, 0).item());
    assertEquals(3, value(Compositions.argmax(x), 1, 2, 3, 4).item());
  }

  @Test
  void argsort_is_stable_and_puts_nan_last() {
    var order = value(x.argsort(), Double.NaN, 3, Double.POSITIVE_INFINITY, 3);
    assertEquals(Tensor.of(Shape.of(1, 4), 1, 3, 2, 0), order);
  }

  @Test
  void one_hot_of_a_matrix_of_labels_has_one_axis_more() {
    var labels = Node.constant(Tensor.ofBytes(Shape.of(2, 1), (byte) 1, (byte) 0));
    var hot = Engine.evaluate(Compositions.oneHot(labels, 2, DType.FLOAT64), Map.of());
    assertEquals(Tensor.of(Shape.of(2, 1, 2), 0.0, 1, 1, 0), hot);
    var outside = Node.constant(Tensor.of(Shape.of(1), 5));
    var none = Engine.evaluate(Compositions.oneHot(outside, 2, DType.BOOL), Map.of());
    assertEquals(Tensor.of(Shape.of(1, 2), false, false), none);
  }
}
