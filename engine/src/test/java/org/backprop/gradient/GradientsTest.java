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
    assertEquals(
        "a gradient needs a scalar, but x FLOAT64[2] has 2 elements; take its sum or mean, or ask"
            + " for the Jacobian",
        e.getMessage());
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

  @Test
  void cotangents_of_several_outputs_add_up() {
    var outputs = List.of(x.sum(), x.squared(), x);
    var cotangents =
        List.of(
            Node.scalar(DType.FLOAT64, 100),
            Node.constant(Tensor.of(Shape.of(2), 1.0, 10)),
            Node.constant(Tensor.of(Shape.of(2), 0.5, 0.25)));
    var back = Gradients.vjp(outputs, List.of(x), cotangents).getFirst();
    assertArrayEquals(new double[] {104.5, 160.25}, value(back));
  }

  @Test
  void tangents_of_several_inputs_move_every_output() {
    var y = Node.constant(Tensor.of(Shape.of(2), 5.0, 7));
    var outputs = List.of(x.times(y).sum(), y.squared(), Node.scalar(DType.FLOAT64, 4));
    var tangents =
        List.of(
            Node.constant(Tensor.of(Shape.of(2), 1.0, 0)),
            Node.constant(Tensor.of(Shape.of(2), 0.0, 1)));
    var forward = Gradients.jvp(outputs, List.of(x, y), tangents);
    assertArrayEquals(new double[] {8}, value(forward.get(0)));
    assertArrayEquals(new double[] {0, 14}, value(forward.get(1)));
    assertArrayEquals(new double[] {0}, value(forward.get(2)));
  }

  @Test
  void a_gradient_by_an_inner_node_stops_there() {
    var inner = x.squared();
    var gradients = Gradients.of(inner.times(x).sum(), List.of(inner, x));
    assertArrayEquals(new double[] {2, 3}, value(gradients.get(0)));
    assertArrayEquals(new double[] {12, 27}, value(gradients.get(1)));
  }

  @Test
  void rosenbrocks_valley_has_its_hessian() {
    var a = x.slice(0, 0, 1);
    var b = x.slice(0, 1, 2);
    var loss = a.oneMinus().squared().plus(b.minus(a.squared()).squared().times(100)).sum();
    var at = Map.of(x, Tensor.of(Shape.of(2), 1.0, 1));
    assertArrayEquals(new double[] {0, 0}, Engine.evaluate(Gradients.of(loss, x), at).toDoubles());
    assertArrayEquals(
        new double[] {802, -400, -400, 200},
        Engine.evaluate(Gradients.hessian(loss, x), at).toDoubles());
  }

  @Test
  void derivatives_are_taken_as_often_as_one_likes() {
    var derivative = x.squared().squared();
    for (var expected : new double[][] {{32, 108}, {48, 108}, {48, 72}, {24, 24}, {0, 0}}) {
      derivative = Gradients.of(derivative.sum(), x);
      assertArrayEquals(expected, value(derivative), 1e-12);
    }
  }

  @Test
  void a_jacobian_of_no_outputs_has_no_rows() {
    var jacobian = Gradients.jacobian(x.slice(0, 1, 1), x);
    assertEquals(Tensor.zeros(DType.FLOAT64, Shape.of(0, 2)), Engine.evaluate(jacobian, given));
  }

  @Test
  void a_gradient_keeps_the_precision_and_shape_of_what_it_is_taken_by() {
    var w = Node.input("w", DType.FLOAT32, 1, 3);
    var gradient = Gradients.of(w.broadcastTo(Shape.of(4, 3)).exp().sum().reshape(1, 1), w);
    assertEquals(w.type(), gradient.type());
    var value = Engine.evaluate(gradient, Map.of(w, Tensor.zeros(DType.FLOAT32, w.shape())));
    assertEquals(Tensor.of(Shape.of(1, 3), 4f, 4f, 4f), value);
  }
}
