package org.backprop.simplify;

import static org.backprop.rewrite.Graphs.input;
import static org.backprop.rewrite.Graphs.simplified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.notation.Printer;
import org.backprop.rewrite.Graphs;
import org.backprop.rewrite.Sharing;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.junit.jupiter.api.Test;

class SimplifyTest {
  private static final int DEEP = 100_000;

  private final Node x = input("x", 2, 3);
  private final Node y = input("y", 2, 3);

  @Test
  void equal_nodes_become_one() {
    var roots = simplified(List.of(x.tanh().plus(y.tanh()), y.tanh().plus(x.tanh()), x.tanh()));
    assertSame(roots.get(0), roots.get(1));
    assertSame(roots.get(2), roots.get(0).input(0));
  }

  @Test
  void sharing_alone_changes_no_operation() {
    var roots = Sharing.of(List.of(x.plus(0).times(x.plus(0)), x.tanh()));
    assertEquals("mul", roots.getFirst().op().name());
    assertSame(roots.getFirst().input(0), roots.getFirst().input(1));
    assertEquals(6, Graphs.size(roots.toArray(Node[]::new)));
  }

  @Test
  void what_nothing_changes_is_kept() {
    var node = x.tanh().plus(y).named("a");
    assertSame(node, Simplify.of(node));
    assertSame(x, Simplify.of(x));
  }

  @Test
  void a_label_goes_to_what_replaces_the_node() {
    var root = simplified(x.tanh().plus(0).named("h"));
    assertEquals("h", root.label().orElseThrow());
    assertEquals("tanh", root.op().name());
  }

  @Test
  void a_label_that_comes_late_is_seen_by_all_readers() {
    var roots = simplified(List.of(x.tanh().exp(), x.tanh().named("h")));
    assertSame(roots.get(1), roots.get(0).input(0));
    assertEquals("exp(h)", Printer.expression(roots.get(0)));
  }

  @Test
  void of_two_labels_the_first_stays() {
    var roots = simplified(List.of(x.tanh().named("h"), x.tanh().named("g")));
    assertSame(roots.get(0), roots.get(1));
    assertEquals("h", roots.get(0).label().orElseThrow());
  }

  @Test
  void a_label_never_goes_to_a_source() {
    var root = simplified(Node.variable("W", DType.FLOAT64, Shape.of(2)).times(1).named("h"));
    assertEquals("W", root.label().orElseThrow());
  }

  @Test
  void a_renamed_source_is_the_source_that_callers_know() {
    var roots = simplified(List.of(x.named("y_hat"), x.exp()));
    assertSame(x, roots.get(0));
    assertSame(x, roots.get(1).input(0));
  }

  @Test
  void labelled_nodes_stay_whole() {
    var h = x.times(0.5).named("h");
    assertEquals("2 h", Printer.expression(simplified(h.times(2))));
    assertEquals("h y", Printer.expression(simplified(h.times(y))));
    assertEquals("y - n", Printer.expression(simplified(y.minus(x.negated().exp().named("n")))));
    assertEquals("y + n", Printer.expression(simplified(y.plus(x.negated().named("n")))));
  }

  @Test
  void deep_graphs_are_simplified_in_seconds() {
    assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          var node = x;
          for (var i = 0; i < DEEP / 4; i++) {
            node = node.plus(y.negated()).times(0.999).tanh().plus(0);
          }
          var simplified = Simplify.of(List.of(node, Gradients.of(node.sum(), x)));
          assertTrue(Graphs.size(simplified.toArray(Node[]::new)) < 3 * DEEP);
          assertSame(simplified.getFirst(), Simplify.of(simplified).getFirst());
        });
  }

  @Test
  void long_sums_of_equal_terms_collapse() {
    var node = x;
    for (var i = 0; i < DEEP; i++) {
      node = node.plus(x);
    }
    assertEquals("100001 x", Printer.expression(Simplify.of(node)));
  }

  @Test
  void a_copy_is_made_only_above_what_changed() {
    var kept = y.tanh();
    var root = kept.times(x.plus(0));
    var simplified = simplified(root);
    assertNotSame(root, simplified);
    assertTrue(Walk.inputsFirst(List.of(simplified)).contains(kept));
  }
}
