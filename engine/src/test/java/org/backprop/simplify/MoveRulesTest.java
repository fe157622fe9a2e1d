package org.backprop.simplify;

import static org.backprop.rewrite.Graphs.assertSimplifies;
import static org.backprop.rewrite.Graphs.input;
import static org.backprop.rewrite.Graphs.simplified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.backprop.graph.Contract;
import org.backprop.graph.Node;
import org.backprop.graph.Pad;
import org.backprop.graph.Slice;
import org.backprop.graph.Sum;
import org.backprop.rewrite.Graphs;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.junit.jupiter.api.Test;

/** Moves, and reductions of what was moved. */
class MoveRulesTest {
  private final Node x = input("x", 2, 3);
  private final Node y = input("y", 3, 2);

  @Test
  void moves_that_do_nothing_are_left_out() {
    assertSame(x, simplified(x.permute(0, 1)));
    assertSame(x, simplified(x.slice(0, 0, 2)));
    assertSame(x, simplified(x.transposed().transposed()));
    assertSame(x, simplified(x.reshape(6).reshape(2, 3)));
    assertSame(x, simplified(Node.concatenate(0, List.of(x))));
    assertSame(x, simplified(pad(x, 0, 0)));
    assertSame(x, simplified(x.cast(DType.FLOAT64)));
  }

  @Test
  void a_square_transpose_is_not_taken_for_nothing() {
    var square = input("q", 3, 3);
    assertSimplifies("q^T", square.transposed());
  }

  @Test
  void moves_are_joined() {
    assertEquals(2, Graphs.size(simplified(x.reshape(6).reshape(3, 2))));
    var row = input("row", 3);
    var twice = row.broadcastTo(Shape.of(2, 3)).broadcastTo(Shape.of(5, 2, 3));
    assertEquals(2, Graphs.size(simplified(twice)));
    assertEquals(2, Graphs.size(simplified(row.reshape(1, 3).broadcastTo(Shape.of(2, 3)))));
    var cube = input("c", 2, 3, 4);
    assertSimplifies("permute(c, [1, 2, 0])", cube.permute(2, 0, 1).permute(2, 0, 1));
    var sliced = x.slice(1, 1, 3).slice(0, 1, 2);
    assertEquals(2, Graphs.size(simplified(sliced)));
    var steps = input("v", 12);
    var every = Node.of(new Slice(List.of(1), List.of(12), List.of(2)), steps);
    assertEquals(
        2, Graphs.size(simplified(Node.of(new Slice(List.of(1), List.of(6), List.of(3)), every))));
  }

  @Test
  void a_stretched_number_takes_any_shape_at_once() {
    var s = input("s");
    var stretched = s.broadcastTo(Shape.of(4)).reshape(4, 1).broadcastTo(Shape.of(4, 5));
    assertEquals(2, Graphs.size(simplified(stretched)));
    assertEquals(2, Graphs.size(simplified(stretched.transposed())));
    assertEquals(2, Graphs.size(simplified(stretched.slice(0, 1, 3))));
  }

  @Test
  void what_was_padded_is_read_back() {
    var padded = pad(x, 1, 2);
    var back = Node.of(new Slice(List.of(1, 1), List.of(5, 8), List.of(3, 3)), padded);
    assertSame(x, simplified(back));
    assertEquals(3, Graphs.size(simplified(padded.slice(0, 0, 2))));
  }

  private static Node pad(Node x, int around, int between) {
    var outside = List.of(around, around);
    return Node.of(new Pad(outside, outside, List.of(between, between)), x);
  }

  @Test
  void a_part_is_read_from_where_it_came() {
    var both = Node.concatenate(1, List.of(x, y.transposed()));
    assertSame(x, simplified(both.slice(1, 0, 3)));
    assertSimplifies("y^T", both.slice(1, 3, 6));
    assertEquals(2, Graphs.size(simplified(both.slice(1, 1, 2))));
  }

  @Test
  void a_product_reads_its_operands_untransposed() {
    assertSimplifies("x^T y^T", x.transposed().matmul(y.transposed()));
    assertEquals(3, Graphs.size(simplified(x.transposed().matmul(y.transposed()))));
    assertSimplifies("-x y", x.negated().matmul(y));
    assertSimplifies("-x y", x.matmul(y.negated()));
    var batched = Node.of(new Contract("bi", "bj", "bij"), x, y.transposed());
    assertEquals(3, Graphs.size(simplified(batched)));
  }

  @Test
  void signs_go_outwards() {
    assertSimplifies("-x^T", x.negated().transposed());
    assertSimplifies("-sum(x)", x.negated().sum());
  }

  @Test
  void sums_of_what_does_not_vary_are_products() {
    assertSimplifies("6", x.constant(1).sum());
    assertSimplifies("6", x.constant(2).sum(1).plus(0));
    var row = input("row", 3);
    var wide = row.broadcastTo(Shape.of(5, 3));
    assertSimplifies("5 row", wide.sum(0));
    assertSimplifies("5 sum(row)", wide.sum());
    assertSimplifies("2", x.constant(2).max());
  }

  @Test
  void there_is_nothing_to_fold_over_no_axes_or_single_elements() {
    assertSame(x, simplified(Node.of(new Sum(List.of()), x)));
    var column = input("column", 4, 1);
    assertEquals("reshape", simplified(column.sum(1)).op().name());
    assertEquals("reshape", simplified(column.max(1)).op().name());
    assertSimplifies("0", input("nothing", 0, 3).sum(0));
    assertSimplifies("sum(x)", x.reshape(6).sum());
  }
}
