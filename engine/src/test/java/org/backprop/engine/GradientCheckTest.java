package org.backprop.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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
  void no_step_leads_out_of_the_domain() {
    var logs = w.log().sum();
    var at = Map.of(w, Tensor.of(Shape.of(3), 1e-9, 1e-20, 0.5));
    var report = GradientCheck.of(logs, List.of(w)).at(at);
    assertEquals(3, report.count(GradientCheck.Verdict.AGREES), report.worst().toString());
    var wrong = Gradients.of(logs, w).times(1.001);
    assertEquals(
        3,
        GradientCheck.of(logs, List.of(w), List.of(wrong))
            .at(at)
            .count(GradientCheck.Verdict.FAULT));
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

  @Test
  void the_worst_of_several_faults_comes_first_with_its_place_in_the_matrix() {
    var m = Node.input("M", DType.FLOAT64, 2, 3);
    var at = Map.of(m, Tensor.filled(DType.FLOAT64, Shape.of(2, 3), 0.5));
    var wrong =
        Gradients.of(m.squared().sum(), m)
            .plus(Node.constant(Tensor.of(Shape.of(2, 3), 0, 0.1, 0, 0, 0, -0.3)));
    var report = GradientCheck.of(m.squared().sum(), List.of(m), List.of(wrong)).at(at);
    assertEquals(2, report.count(GradientCheck.Verdict.FAULT));
    assertEquals("M[1,2]", report.elements().get(0).place());
    assertEquals("M[0,1]", report.elements().get(1).place());
    assertEquals(0.7, report.worst().gradient(), 1e-15);
    assertEquals(1, report.worst().quotient(), 1e-9);
    assertEquals(0.3, report.worst().error(), 1e-9);
  }

  @Test
  void a_small_fault_beside_a_kink_is_still_a_fault() {
    var both = Compositions.relu(w).sum();
    var at = Map.of(w, Tensor.of(Shape.of(3), 0.0, 1.0, -2.0));
    for (var error : new double[] {-0.2, 1.2}) {
      var wrong = Gradients.of(both, w).plus(Node.constant(Tensor.of(Shape.of(3), error, 0, 0)));
      var report = GradientCheck.of(both, List.of(w), List.of(wrong)).at(at);
      assertFalse(report.passed(), report.worst().toString());
      assertEquals(GradientCheck.Verdict.FAULT, report.worst().verdict());
    }
  }

  @Test
  void a_kink_close_by_is_no_fault() {
    var report =
        GradientCheck.of(w.abs().sum(), List.of(w))
            .at(Map.of(w, Tensor.of(Shape.of(3), 3e-5, 1, 2)));
    assertTrue(report.passed(), report.worst().toString());
    assertEquals(1, report.count(GradientCheck.Verdict.KINK));
    assertEquals("w[0]", report.worst().place());
  }

  @Test
  void the_same_seed_samples_the_same_elements() {
    var big = Node.input("big", DType.FLOAT64, 100);
    var at = Map.of(big, Tensor.filled(DType.FLOAT64, Shape.of(100), 0.3));
    var check = GradientCheck.of(big.sin().sum(), List.of(big));
    var once = check.sampling(10, 4).at(at);
    assertEquals(once, check.sampling(10, 4).at(at));
    assertNotEquals(once, check.sampling(10, 5).at(at));
    assertEquals(11, once.elements().size());
  }

  @Test
  void a_gradient_that_is_not_a_number_is_a_fault() {
    var wrong = Gradients.of(loss, w).times(Double.NaN);
    var report = GradientCheck.of(loss, List.of(w), List.of(wrong)).at(values);
    assertEquals(3, report.count(GradientCheck.Verdict.FAULT));
  }

  @Test
  void an_element_without_a_value_is_named() {
    var other = Node.input("other", DType.FLOAT64, 3);
    var check = GradientCheck.of(loss, List.of(other));
    var e = assertThrows(IllegalArgumentException.class, () -> check.at(values));
    assertTrue(
        e.getMessage().contains("no value was given for input other FLOAT64[3]"), e.getMessage());
  }

  /** A converged model: gradients of 1e-9 beside a loss of 1. */
  private Node converged() {
    return w.minus(Node.constant(values.get(w))).sin().times(1e-9).sum().plus(1);
  }

  @Test
  void a_small_gradient_that_is_60_times_too_large_is_a_fault() {
    var small = converged();
    var wrong = Gradients.of(small, w).times(60);
    var report = GradientCheck.of(small, List.of(w), List.of(wrong)).at(values);
    assertEquals(3, report.count(GradientCheck.Verdict.FAULT), report.worst().toString());
    assertEquals(59.0 / 60, report.worst().error(), 0.01);
  }

  @Test
  void a_right_small_gradient_passes() {
    var report = GradientCheck.of(converged(), List.of(w)).at(values);
    assertTrue(report.passed(), report.worst().toString());
    assertEquals(0, report.count(GradientCheck.Verdict.KINK), report.elements().toString());
  }

  @Test
  void a_wrong_element_beside_larger_ones_is_a_fault() {
    var flat = w.squared().sum().times(1e-5).plus(1);
    var wrong = Gradients.of(flat, w).plus(Node.constant(Tensor.of(Shape.of(3), 0.0, 0, 2e-9)));
    var report = GradientCheck.of(flat, List.of(w), List.of(wrong)).at(values);
    assertEquals(1, report.count(GradientCheck.Verdict.FAULT), report.elements().toString());
    assertEquals("w[2]", report.worst().place());
  }

  @Test
  void a_gradient_below_the_rounding_error_of_the_differences_is_too_small_to_check() {
    var tiny = w.sin().times(1e-14).sum().plus(1);
    for (var factor : new double[] {1, 60}) {
      var gradient = Gradients.of(tiny, w).times(factor);
      var report = GradientCheck.of(tiny, List.of(w), List.of(gradient)).at(values);
      assertEquals(3, report.count(GradientCheck.Verdict.TOO_SMALL), report.elements().toString());
      assertTrue(report.passed());
    }
  }

  /** The loss is tiny, but the digits that cancel inside it are not. */
  @Test
  void rounding_that_the_loss_does_not_show_is_no_fault() {
    var saturated = Compositions.logsumexp(w.times(50)).minus(w.times(50).max(0));
    var at = Map.of(w, Tensor.of(Shape.of(3), 0.3, -1.0, 2.0));
    var report = GradientCheck.of(saturated, List.of(w)).at(at);
    assertTrue(report.passed(), report.worst().toString());
    assertEquals(0, report.count(GradientCheck.Verdict.KINK), report.elements().toString());
  }

  /** A classifier that is sure: its loss cancels from about 13 to about 1e-9. */
  @Test
  void rounding_in_a_sure_classifier_is_neither_fault_nor_kink() {
    var loss = Compositions.logsumexp(w).minus(w.slice(0, 0, 1).sum());
    var random = new SplittableRandom(5);
    for (var row = 0; row < 300; row++) {
      var logits =
          Tensor.of(
              Shape.of(3),
              random.nextDouble(10, 16),
              random.nextDouble(-8, -2),
              random.nextDouble(-8, -2));
      var report = GradientCheck.of(loss, List.of(w)).at(Map.of(w, logits));
      assertTrue(report.passed(), logits + ": " + report.worst());
      assertEquals(0, report.count(GradientCheck.Verdict.KINK), logits + ": " + report.elements());
    }
  }

  @Test
  void a_gradient_of_nothing_agrees() {
    var report = GradientCheck.of(w.times(0).sum().plus(3), List.of(w)).at(values);
    assertEquals(3, report.count(GradientCheck.Verdict.AGREES));
  }
}
