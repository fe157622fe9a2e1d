package org.backprop.notation;

import static org.backprop.rewrite.Graphs.input;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;

class PrinterTest {
  private final Node x = input("x", 3, 3);
  private final Node y = input("y", 3, 3);
  private final Node z = input("z", 3, 3);

  private static void assertPrints(String expected, Node node) {
    assertEquals(expected, Printer.expression(node));
  }

  @Test
  void parentheses_stand_only_where_they_are_needed() {
    assertPrints("x + y - z", x.plus(y).minus(z));
    assertPrints("x - (y - z)", x.minus(y.minus(z)));
    assertPrints("x + y + z", x.plus(y.plus(z)));
    assertPrints("(x + y) z", x.plus(y).times(z));
    assertPrints("x y + z", x.times(y).plus(z));
    assertPrints("x y / z", x.times(y).dividedBy(z));
    assertPrints("x / (y z)", x.dividedBy(y).dividedBy(z));
    assertPrints("x z / y", x.dividedBy(y.dividedBy(z)));
    assertPrints("x / (y + z)", x.dividedBy(y.plus(z)));
    assertPrints("(x + y) / z", x.plus(y).dividedBy(z));
    assertPrints("(x + y)^2", x.plus(y).squared());
    assertPrints("(x^2)^2", x.squared().squared());
    assertPrints("-x", x.negated());
    assertPrints("-(x + y)", x.plus(y).negated());
    assertPrints("exp(-x)", x.negated().exp());
    assertPrints("(-x)^2", x.negated().squared());
    assertPrints("1 - x", x.oneMinus());
    assertPrints("1 / (x + 1)", x.plus(1).reciprocal());
  }

  @Test
  void numbers_read_as_in_print() {
    assertPrints("2 x", x.times(2));
    assertPrints("(1/2) x", x.times(0.5));
    assertPrints("x / 64", x.times(1 / 64.0));
    assertPrints("0.3 x", x.times(0.3));
    assertPrints("1 / (2 x)", x.constant(0.5).dividedBy(x));
    assertPrints("x + 1e-8", x.plus(1e-8));
    assertPrints("x - 0.1", Node.input("x", DType.FLOAT32, 2).minus(0.1));
    assertPrints("-2 x", x.times(-2));
    assertPrints("inf", x.constant(Double.POSITIVE_INFINITY));
    assertPrints("-inf", x.constant(Double.NEGATIVE_INFINITY));
    assertPrints("NaN", x.constant(Double.NaN));
    assertPrints("0 x", x.times(0));
  }

  @Test
  void products_of_matrices_are_told_from_products_of_elements() {
    assertPrints("x y + z", x.matmul(y).plus(z));
    assertPrints("(x y) * z", x.matmul(y).times(z));
    assertPrints("x y z", x.matmul(y).matmul(z));
    assertPrints("x (y z)", x.matmul(y.matmul(z)));
    assertPrints("(x + y) z", x.plus(y).matmul(z));
    assertPrints("x y / z", x.matmul(y).dividedBy(z));
    assertPrints("2 x y", x.matmul(y).times(2));
    assertPrints("(x - y)^T z", x.minus(y).transposed().matmul(z));
  }

  @Test
  void labelled_nodes_read_as_their_label_and_the_root_as_itself() {
    var a = x.matmul(y).plus(z).named("a1");
    assertPrints("x y + z", a);
    assertPrints("exp(a1)", a.exp());
  }

  @Test
  void a_listing_names_what_is_shared() {
    var t = x.matmul(y);
    var h = t.tanh().named("h");
    assertEquals(
        """
        t1 = x y   FLOAT64[3, 3]
        h = tanh(t1)   FLOAT64[3, 3]
        t2 = h t1   FLOAT64[3, 3]
        """,
        Printer.listing(List.of(h.times(t))).replace("h * t1", "h t1"));
  }

  @Test
  void a_listing_leaves_a_name_that_is_taken() {
    var t = x.exp();
    assertEquals(
        """
        t1 = sin(z)   FLOAT64[3, 3]
        t2 = exp(x)   FLOAT64[3, 3]
        r = t1 t2^2 / (t2 + 1)   FLOAT64[3, 3]
        """,
        Printer.listing(
            List.of(z.sin().named("t1").times(t.squared()).dividedBy(t.plus(1)).named("r"))));
  }

  @Test
  void broadcasts_and_sources_are_not_listed() {
    var s = input("s");
    var wide = s.broadcastTo(x.shape());
    assertEquals(
        "t1 = x s + s   FLOAT64[3, 3]\n", Printer.listing(List.of(x.times(wide).plus(wide), s)));
  }

  @Test
  void graphs_that_share_much_print_shortly() {
    var node = x;
    for (var i = 0; i < 100; i++) {
      node = node.sin().times(node);
    }
    assertTrue(Printer.expression(node).length() < 1000);
    assertEquals(100, Printer.listing(List.of(node)).lines().count());
  }

  @Test
  void deep_graphs_print() {
    var node = x;
    for (var i = 0; i < 100_000; i++) {
      node = node.plus(y).tanh();
    }
    assertTrue(Printer.expression(node).length() < 1000);
    assertTrue(Printer.listing(List.of(node)).lines().allMatch(line -> line.length() < 1000));
  }
}
