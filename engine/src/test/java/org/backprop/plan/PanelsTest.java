package org.backprop.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.junit.jupiter.api.Test;

class PanelsTest {
  private final Node x = Node.input("x", DType.FLOAT32, 20, 30);

  /** The trained variables that lie in panels if these weights follow a gradient with momentum. */
  private static Set<String> inPanels(Node weights, Node gradient) {
    var speed = Node.variable("speed", DType.FLOAT32, weights.shape());
    var next = speed.times(0.9).plus(gradient);
    var updates = Map.of(speed, next, weights, weights.minus(next));
    return Panels.of(Walk.inputsFirst(List.of(updates.get(weights))), updates, Plans.MACHINE)
        .stream()
        .filter(updates::containsKey)
        .flatMap(node -> node.label().stream())
        .collect(Collectors.toSet());
  }

  private static Node weights(int columns) {
    return Node.variable("W", DType.FLOAT32, Shape.of(30, columns));
  }

  /** The gradient of half the squared norm of x W. */
  private Node gradient(Node weights) {
    return x.transposed().matmul(x.matmul(weights));
  }

  @Test
  void wide_weights_lie_in_panels_with_what_the_optimizer_keeps_of_them() {
    var weights = weights(130);
    assertEquals(Set.of("W", "speed"), inPanels(weights, gradient(weights)));
  }

  @Test
  void wide_weights_of_a_prediction_lie_in_panels() {
    var weights = weights(130);
    var order = Walk.inputsFirst(List.of(x.matmul(weights)));
    assertEquals(Set.of(weights), Panels.of(order, Map.of(), Plans.MACHINE));
  }

  @Test
  void weights_of_one_panel_stay_as_they_are() {
    var weights = weights(100);
    assertEquals(Set.of(), inPanels(weights, gradient(weights)));
  }

  @Test
  void weights_that_are_summed_row_by_row_stay_as_they_are() {
    var weights = weights(130);
    var decay = weights.sum(1).reshape(30, 1).broadcastTo(weights.shape());
    assertEquals(Set.of(), inPanels(weights, gradient(weights).plus(decay)));
  }

  @Test
  void weights_on_the_left_of_a_product_stay_as_they_are() {
    var weights = weights(130);
    var left = weights.matmul(weights.transposed()).matmul(weights);
    assertEquals(Set.of(), inPanels(weights, gradient(weights).plus(left)));
  }
}
