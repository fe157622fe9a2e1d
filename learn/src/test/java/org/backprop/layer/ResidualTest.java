package org.backprop.layer;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.relu;
import static org.backprop.layer.Layers.residual;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.backprop.engine.Engine;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

final class ResidualTest {
  @Test
  void a_residual_adds_its_input() {
    var construction = new Construction(DType.FLOAT64, 1, Optional.empty());
    var x = Node.input("x", DType.FLOAT64, 1, 2);
    var sum = residual(dense(2), relu()).apply(x, construction);
    Map<Node, Tensor> given = new HashMap<>();
    given.put(x, Tensor.matrix(new double[][] {{3, -5}}));
    var parameters = construction.parameters();
    given.put(parameters.get(0).node(), Tensor.matrix(new double[] {1, 0}, new double[] {0, 1}));
    given.put(
        parameters.get(1).node(),
        Tensor.filled(DType.FLOAT64, parameters.get(1).node().shape(), 1));
    assertArrayEquals(new double[] {3 + 4, -5 + 0}, Engine.evaluate(sum, given).toDoubles());
  }

  @Test
  void the_width_stays_or_the_layer_is_refused() {
    assertEquals(Shape.of(4), residual(dense(7), relu(), dense(4)).output(Shape.of(4)));
    var e =
        assertThrows(IllegalArgumentException.class, () -> residual(dense(7)).output(Shape.of(4)));
    assertEquals(
        "residual(dense(7)) makes rows of shape [7] from rows of shape [4]; they are added, so the two"
            + " must be equal",
        e.getMessage());
  }

  @Test
  void a_dense_layer_and_a_model_have_at_least_one_column() {
    var e = assertThrows(IllegalArgumentException.class, () -> dense(0));
    assertEquals("a dense layer needs at least one output, not 0", e.getMessage());
    e = assertThrows(IllegalArgumentException.class, () -> Layers.features(0));
    assertEquals("a model needs at least one feature, not 0", e.getMessage());
  }
}
