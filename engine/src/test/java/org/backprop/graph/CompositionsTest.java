package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    assertTrue(Compositions.iota(DType.INT32, 3).shape().equals(Shape.of(3)));
  }
}
