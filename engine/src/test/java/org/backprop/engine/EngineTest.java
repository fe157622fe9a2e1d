package org.backprop.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

class EngineTest {
  private final Node x = Node.input("x", DType.FLOAT64, 3, 2);
  private final Node w = Node.variable("w", DType.FLOAT64, Shape.of(2));
  private final Node loss = x.times(w).log().sum().named("L");
  private final Tensor ones = Tensor.filled(DType.FLOAT64, Shape.of(3, 2), 1);

  private Executable executable(Node next) {
    var program = new Program(List.of(loss, w.times(10)), Map.of(w, next), List.of(loss));
    var executable = Engine.compile(program);
    executable.write(w, Tensor.of(Shape.of(2), 1.0, 2));
    return executable;
  }

  @Test
  void outputs_see_the_variables_as_they_were_before_the_run() {
    var executable = executable(w.plus(1));
    var outputs = executable.run(Map.of(x, ones));
    assertEquals(3 * Math.log(2), outputs.get(0).item(), 1e-15);
    assertEquals(Tensor.of(Shape.of(2), 10.0, 20), outputs.get(1));
    assertEquals(Tensor.of(Shape.of(2), 2.0, 3), executable.read(w));
    executable.run(Map.of(x, ones));
    assertEquals(Tensor.of(Shape.of(2), 3.0, 4), executable.read(w));
    assertEquals(1, executable.program().updates().size());
  }

  @Test
  void a_loss_that_is_not_finite_is_explained_and_nothing_is_written() {
    var executable = executable(w.plus(1));
    var bad = Tensor.of(Shape.of(3, 2), 1.0, 1, 1, 0, 1, -0.0);
    var e = assertThrows(NonFiniteException.class, () -> executable.run(Map.of(x, bad)));
    assertTrue(
        e.getMessage().startsWith("log FLOAT64[3, 2] is -Infinity in rows 2, 3; mul"),
        e.getMessage());
    assertTrue(e.getMessage().contains("is 0.0 there"), e.getMessage());
    assertEquals(List.of(1, 2), e.rows());
    assertEquals("log", e.node().op().name());
    assertEquals(Tensor.of(Shape.of(2), 1.0, 2), executable.read(w));
  }

  @Test
  void a_scalar_that_is_not_finite_shows_the_range_of_what_went_in() {
    var total = x.sum().named("total");
    var program = new Program(List.of(), Map.of(), List.of(total.dividedBy(total.minus(6))));
    var e =
        assertThrows(NonFiniteException.class, () -> Engine.compile(program).run(Map.of(x, ones)));
    assertTrue(e.getMessage().contains("total FLOAT64 is 6.0 there"), e.getMessage());
    var huge = new Program(List.of(), Map.of(), List.of(x.times(1e308).sum()));
    var overflow =
        assertThrows(NonFiniteException.class, () -> Engine.compile(huge).run(Map.of(x, ones)));
    assertTrue(overflow.getMessage().contains("lies between"), overflow.getMessage());
  }

  @Test
  void an_update_must_be_of_the_variables_type() {
    var e =
        assertThrows(ShapeException.class, () -> new Program(List.of(), Map.of(w, x), List.of()));
    assertTrue(e.getMessage().contains("next value of w"), e.getMessage());
    assertThrows(ShapeException.class, () -> new Program(List.of(), Map.of(x, x), List.of()));
  }

  @Test
  void values_that_are_missing_or_of_another_type_are_named() {
    var executable = executable(w);
    var missing = assertThrows(IllegalArgumentException.class, () -> executable.run(Map.of()));
    assertEquals("no value was given for input x FLOAT64[3, 2]", missing.getMessage());
    var wrong = Map.of(x, Tensor.of(Shape.of(2), 1.0, 2));
    var e = assertThrows(IllegalArgumentException.class, () -> executable.run(wrong));
    assertEquals("x FLOAT64[3, 2] was given a value of type FLOAT64[2]", e.getMessage());
    var fresh = Engine.compile(Program.of(w));
    assertThrows(IllegalArgumentException.class, () -> fresh.read(w));
    assertThrows(IllegalArgumentException.class, () -> fresh.write(w, ones));
  }

  @Test
  void an_evaluator_gives_what_evaluation_gives() {
    var given = Map.of(x, ones, w, Tensor.of(Shape.of(2), 1.0, 2));
    assertEquals(
        Engine.evaluate(loss, given), Engine.evaluator(List.of(loss)).evaluate(given).getFirst());
  }

  @Test
  void rows_are_counted_from_1_and_at_most_five_are_listed() {
    var many = Node.input("many", DType.FLOAT64, 9, 2);
    var values = Tensor.filled(DType.FLOAT64, Shape.of(9, 2), -1);
    var program = new Program(List.of(), Map.of(), List.of(many.sqrt().sum()));
    var e =
        assertThrows(
            NonFiniteException.class, () -> Engine.compile(program).run(Map.of(many, values)));
    assertEquals(
        "sqrt FLOAT64[9, 2] is NaN in rows 1, 2, 3, 4, 5 and 4 more; many FLOAT64[9, 2] is -1.0"
            + " there",
        e.getMessage());
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8), e.rows());
  }

  @Test
  void an_input_that_is_not_finite_is_itself_the_cause() {
    var executable = executable(w.plus(1));
    var bad = Tensor.of(Shape.of(3, 2), 1, 1, 1, Double.NaN, 1, 1);
    var e = assertThrows(NonFiniteException.class, () -> executable.run(Map.of(x, bad)));
    assertEquals("x FLOAT64[3, 2] is NaN in row 2", e.getMessage());
  }

  @Test
  void a_mask_of_infinity_is_not_blamed_for_what_comes_later() {
    var hidden = x.times(Double.NEGATIVE_INFINITY).exp();
    var guard = hidden.sum().plus(w.minus(1).log().sum());
    var program = new Program(List.of(), Map.of(), List.of(guard));
    var executable = Engine.compile(program);
    executable.write(w, Tensor.of(Shape.of(2), 2.0, 1));
    var e = assertThrows(NonFiniteException.class, () -> executable.run(Map.of(x, ones)));
    assertTrue(e.getMessage().startsWith("log FLOAT64[2] is -Infinity in row 2"), e.getMessage());
  }

  @Test
  void an_infinite_constant_is_named_when_nothing_else_is_to_blame() {
    var guard = x.sum().plus(Double.POSITIVE_INFINITY);
    var program = new Program(List.of(), Map.of(), List.of(guard));
    var e =
        assertThrows(NonFiniteException.class, () -> Engine.compile(program).run(Map.of(x, ones)));
    assertEquals("constant FLOAT64 is Infinity", e.getMessage());
  }

  @Test
  void two_variables_may_exchange_their_values() {
    var u = Node.variable("u", DType.FLOAT64, Shape.of(2));
    var executable = Engine.compile(new Program(List.of(), Map.of(u, w, w, u), List.of()));
    var one = Tensor.of(Shape.of(2), 1.0, 2);
    var other = Tensor.of(Shape.of(2), 3.0, 4);
    executable.write(u, one);
    executable.write(w, other);
    executable.run(Map.of());
    assertEquals(List.of(other, one), List.of(executable.read(u), executable.read(w)));
  }

  @Test
  void a_variable_that_was_never_set_is_named() {
    var fresh = Engine.compile(Program.of(w.plus(1)));
    var e = assertThrows(IllegalArgumentException.class, () -> fresh.run(Map.of()));
    assertEquals("no value was given for variable w FLOAT64[2]", e.getMessage());
    var read = assertThrows(IllegalArgumentException.class, () -> fresh.read(w));
    assertEquals("no value was given for w FLOAT64[2]", read.getMessage());
  }

  @Test
  void a_value_of_the_right_shape_but_another_precision_is_refused() {
    var single = Map.of(x, ones.to(DType.FLOAT32), w, Tensor.of(Shape.of(2), 1.0, 2));
    for (var run :
        List.<Runnable>of(
            () -> Engine.evaluate(loss, single),
            () -> Engine.evaluator(List.of(loss)).evaluate(single),
            () -> executable(w).run(single))) {
      var e = assertThrows(IllegalArgumentException.class, run::run);
      assertEquals("x FLOAT64[3, 2] was given a value of type FLOAT32[3, 2]", e.getMessage());
    }
  }

  @Test
  void a_program_does_not_change_with_the_lists_it_was_made_of() {
    var outputs = new ArrayList<>(List.of(loss));
    var updates = new HashMap<>(Map.of(w, w.plus(1)));
    var program = new Program(outputs, updates, List.of());
    outputs.clear();
    updates.clear();
    assertEquals(2, program.roots().size());
  }

  @Test
  void a_constant_of_a_transposed_array_of_rank_three_has_a_place() {
    var x = Node.input("x", DType.FLOAT64, 2, 3, 4);
    var ones = Map.of(x, Tensor.filled(DType.FLOAT64, x.shape(), 1));
    var program = Program.of(x.transposed().times(2).sum());
    assertEquals(48, Engine.compile(program).run(ones).getFirst().item());
  }
}
