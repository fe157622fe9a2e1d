package org.backprop.lower;

import static org.backprop.rewrite.Graphs.assertSameValues;
import static org.backprop.rewrite.Graphs.input;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;
import org.backprop.notation.Printer;
import org.junit.jupiter.api.Test;

class CompilerRulesTest {
  private final Node x = input("x", 2, 3);
  private final Node s = input("s", 3);

  private static void assertBecomes(Node expected, Node node) {
    var roots = List.of(node);
    var cheaper = CompilerRules.of(roots);
    assertSameValues(roots, cheaper, 1);
    assertEquals(Printer.listing(List.of(expected)), Printer.listing(cheaper));
  }

  private Node spread(Node few) {
    return few.broadcastTo(x.shape());
  }

  @Test
  void many_numbers_are_divided_by_one_as_products() {
    assertBecomes(x.times(spread(s.reciprocal())), x.dividedBy(spread(s)));
    assertBecomes(x.dividedBy(3), x.dividedBy(3));
  }

  @Test
  void a_constant_multiplies_the_fewer_numbers() {
    var expected = x.times(spread(s.constant(2).times(s)));
    assertBecomes(expected, x.constant(2).times(x.times(spread(s))));
    assertBecomes(expected, x.constant(2).times(spread(s).times(x)));
    assertBecomes(x.constant(2).times(x.times(x)), x.constant(2).times(x.times(x)));
  }

  @Test
  void a_constant_of_extreme_size_stays_where_it_is() {
    var product = x.constant(1e30).times(x.times(spread(s)));
    assertBecomes(product, product);
  }

  @Test
  void the_derivative_of_a_positive_part_needs_only_that_part() {
    var g = input("g", 2, 3);
    var relu = Compositions.relu(x);
    var derivative = Node.select(x.atMost(x.zeros()), x.zeros(), g);
    var expected = Node.select(relu.atMost(x.zeros()), x.zeros(), g);
    assertBecomes(expected, derivative);
    assertBecomes(expected, expected);
    assertBecomes(relu, relu);
  }
}
