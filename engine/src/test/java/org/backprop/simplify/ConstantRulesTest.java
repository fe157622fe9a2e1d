package org.backprop.simplify;

import static org.backprop.rewrite.Graphs.assertSimplifies;
import static org.backprop.rewrite.Graphs.input;
import static org.backprop.rewrite.Graphs.simplified;
import static org.backprop.rewrite.Graphs.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.backprop.graph.Node;
import org.backprop.graph.Pad;
import org.backprop.notation.Printer;
import org.backprop.rewrite.Graphs;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ConstantRulesTest {
  private final Node x = input("x", 2, 3);

  @Test
  void numbers_are_computed() {
    assertSimplifies("3", x.constant(1).plus(2));
    assertSimplifies("5", x.constant(25).sqrt());
    assertSimplifies("3", x.constant(3).detach());
    assertSimplifies("true", x.constant(1).lessThan(x.constant(2)));
    assertSimplifies(
        "2", Node.select(x.zeros().lessThan(x.constant(1)), x.constant(2), x.constant(3)));
    assertSimplifies("1077936128", Node.scalar(DType.FLOAT32, 3).bitcast(DType.INT32));
  }

  @Test
  void a_number_is_repeated_in_one_way_only() {
    var roots =
        simplified(
            List.of(
                x.constant(2),
                Node.scalar(DType.FLOAT64, 2).reshape(1, 1).broadcastTo(x.shape()),
                x.transposed().constant(2).transposed(),
                Node.constant(Tensor.of(Shape.of(1, 1), 2.0)).broadcastTo(x.shape())));
    roots.forEach(root -> assertSame(roots.getFirst(), root));
    assertEquals(2, Graphs.size(roots.getFirst()));
  }

  @Test
  void small_constants_are_computed_and_large_ones_are_not() {
    assertSimplifies("[4, 6]", vector(1, 2).plus(vector(3, 4)));
    assertSimplifies("[3, 4]", vector(1, 2).plus(2));
    assertSimplifies("[1, 2]", vector(1, 2).reshape(1, 2).reshape(2));
    var large = Node.constant(Tensor.of(Shape.of(100), new double[100]));
    assertEquals(2, Graphs.size(simplified(large.exp())));
  }

  @Test
  void padding_with_the_number_itself_is_no_padding() {
    var around = List.of(1, 1);
    var none = List.of(0, 0);
    assertSimplifies("0", Node.of(new Pad(around, around, none), x.zeros()));
    assertEquals(
        "pad",
        simplified(Node.of(new Pad(around, around, none), input("l", 9, 9).constant(1)))
            .op()
            .name());
  }

  @Test
  void large_whole_numbers_keep_their_bits() {
    var big = Node.constant(Tensor.of(Shape.SCALAR, Long.MAX_VALUE));
    var wide = big.broadcastTo(Shape.of(3)).plus(Node.constant(Tensor.of(Shape.of(3), 0L, -1, -2)));
    var value = Graphs.evaluate(simplified(wide), Map.of());
    assertEquals(
        Tensor.of(Shape.of(3), Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE - 2), value);
  }

  @Test
  void a_float_that_was_widened_for_a_moment_is_itself() {
    var f = Node.input("f", DType.FLOAT32, 3);
    assertSame(f, simplified(f.cast(DType.FLOAT64).cast(DType.FLOAT32)));
    assertEquals(3, Graphs.size(simplified(x.cast(DType.FLOAT32).cast(DType.FLOAT64))));
  }

  @Test
  void detached_values_stay_detached() {
    assertTrue(Printer.expression(simplified(x.detach())).startsWith("detach"));
  }
}
