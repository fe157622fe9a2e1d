package org.backprop.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.backprop.engine.Engine;
import org.backprop.graph.Node;
import org.backprop.graph.Verifier;
import org.backprop.graph.Walk;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GradientsTest {
  private final Node x = Node.input("x", DType.FLOAT64, 2);
  private final Map<Node, Tensor> given = Map.of(x, Tensor.of(Shape.of(2), 2.0, 3));

  /** a^2 b and a b, for x = (a, b). */
  private Node polynomials() {
    var a = x.slice(0, 0, 1);
    var b = x.slice(0, 1, 2);
    return Node.concatenate(0, List.of(a.squared().times(b), a.times(b)));
  }

  private double[] value(Node node) {
    return Engine.evaluate(node, given).toDoubles();
  }

  @Test
  void the_jacobian_has_a_row_for_each_output() {
    var jacobian = Gradients.jacobian(polynomials(), x);
    assertEquals(Shape.of(2, 2), jacobian.shape());
    assertArrayEquals(new double[] {12, 4, 3, 2}, value(jacobian));
  }

  @Test
  void vjp_and_jvp_are_rows_and_columns_of_it() {
    var vector = Node.constant(Tensor.of(Shape.of(2), 1.0, 10));
    var back = Gradients.vjp(List.of(polynomials()), List.of(x), List.of(vector));
    assertArrayEquals(new double[] {42, 24}, value(back.getFirst()));
    var forward = Gradients.jvp(List.of(polynomials()), List.of(x), List.of(vector));
    assertArrayEquals(new double[] {52, 23}, value(forward.getFirst()));
  }

  @Test
  void the_hessian_and_its_product_with_a_vector() {
    var loss = polynomials().slice(0, 0, 1).sum();
    assertArrayEquals(new double[] {6, 4, 4, 0}, value(Gradients.hessian(loss, x)));
    var vector = Node.constant(Tensor.of(Shape.of(2), 1.0, 2));
    assertArrayEquals(new double[] {14, 4}, value(Gradients.hessianVectorProduct(loss, x, vector)));
  }

  @Test
  void what_the_loss_does_not_read_has_gradient_zero() {
    var other = Node.input("other", DType.FLOAT64, 3);
    assertArrayEquals(new double[3], value(Gradients.of(x.sum(), other)));
  }

  @Test
  void a_loss_of_several_elements_is_refused() {
    var e = assertThrows(ShapeException.class, () -> Gradients.of(x, x));
    assertTrue(e.getMessage().contains("2 elements") && e.getMessage().contains("Jacobian"));
  }

  @Test
  void whole_numbers_have_no_gradient() {
    var n = Node.input("n", DType.INT32, 2);
    var e = assertThrows(ShapeException.class, () -> Gradients.of(n.cast(DType.FLOAT64).sum(), n));
    assertTrue(e.getMessage().contains("cast it"), e.getMessage());
    assertThrows(
        ShapeException.class, () -> Gradients.vjp(List.of(x), List.of(x), List.of(x.sum())));
  }

  @Test
  void a_chain_of_a_hundred_thousand_nodes_is_differentiated() {
    var y = x;
    for (var i = 0; i < 100_000; i++) {
      y = y.times(0.99999).plus(x);
    }
    var gradient = Gradients.of(y.sum(), x);
    Verifier.verify(List.of(gradient));
    assertEquals((1 - Math.pow(0.99999, 100_001)) / 1e-5, value(gradient)[0], 1e-3);
  }

  @Test
  void a_node_shared_over_and_over_is_visited_once() {
    var y = x;
    for (var i = 0; i < 60; i++) {
      y = y.times(0.5).plus(y.times(0.5));
    }
    var gradient = Gradients.of(y.sum(), x);
    assertTrue(Walk.inputsFirst(List.of(gradient)).size() < 2000);
    assertArrayEquals(new double[] {1, 1}, value(gradient), 1e-12);
  }
}
