package org.backprop.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
  private final Node w = Node.input("w", DType.FLOAT64, 3);
  private final Node loss = w.squared().sin().sum();
  private final Map<Node, Tensor> values = Map.of(w, Tensor.of(Shape.of(3), 0.3, -1.0, 2.0));

  @Test
  void a_right_gradient_passes() {
    var report = GradientCheck.of(loss, List.of(w)).at(values);
    assertTrue(report.passed());
    assertEquals(3, report.count(GradientCheck.Verdict.AGREES));
    assertTrue(report.worst().error() < 1e-9, report.worst().toString());
  }

  @Test
  void a_wrong_element_is_named() {
    var right = Gradients.of(loss, w);
    var wrong = right.plus(Node.constant(Tensor.of(Shape.of(3), 0, 1e-4, 0)));
    var report = GradientCheck.of(loss, List.of(w), List.of(wrong)).at(values);
    assertFalse(report.passed());
    assertEquals(1, report.count(GradientCheck.Verdict.FAULT));
    assertTrue(report.worst().toString().startsWith("w[1] gradient "), report.worst().toString());
    var lenient = GradientCheck.of(loss, List.of(w), List.of(wrong)).tolerance(1e-3).at(values);
    assertTrue(lenient.passed());
  }

  @Test
  void a_kink_is_told_apart_from_a_fault() {
    var kinks = Compositions.relu(w).sum().plus(w.abs().sum());
    var at = Map.of(w, Tensor.of(Shape.of(3), 0.0, 1.0, -2.0));
    var report = GradientCheck.of(kinks, List.of(w)).at(at);
    assertTrue(report.passed(), report.worst().toString());
    assertEquals(1, report.count(GradientCheck.Verdict.KINK));
    var wrong = Gradients.of(kinks, w).plus(5);
    assertEquals(
        3,
        GradientCheck.of(kinks, List.of(w), List.of(wrong))
            .at(at)
            .count(GradientCheck.Verdict.FAULT));
  }

  @Test
  void a_sample_is_joined_by_a_direction_of_all() {
    var wrong = Gradients.of(loss, w).plus(0.01);
    var report = GradientCheck.of(loss, List.of(w)).sampling(2, 7).at(values);
    assertEquals(3, report.elements().size());
    assertTrue(report.passed());
    assertFalse(
        GradientCheck.of(loss, List.of(w), List.of(wrong)).sampling(2, 7).at(values).passed());
  }

  @Test
  void single_precision_is_refused() {
    var single = Node.input("s", DType.FLOAT32, 3);
    assertThrows(ShapeException.class, () -> GradientCheck.of(single.sum(), List.of(single)));
  }
}
