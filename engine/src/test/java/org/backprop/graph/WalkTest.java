package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;

class WalkTest {
  private final Node x = Node.input("x", DType.FLOAT64, 2);

  @Test
  void inputs_come_before_the_nodes_that_read_them_and_each_once() {
    var y = x.sin().plus(x.cos());
    var order = Walk.inputsFirst(List.of(y, y.times(y)));
    for (var node : order) {
      node.inputs().forEach(input -> assertTrue(order.indexOf(input) < order.indexOf(node)));
    }
    assertEquals(order.size(), order.stream().distinct().count());
  }

  @Test
  void what_no_rule_changes_stays_the_same_node_and_labels_stay() {
    var y = x.sin().named("s").plus(x.cos());
    assertSame(y, Walk.rebuild(List.of(y), node -> node).getFirst());
    var changed =
        Walk.rebuild(List.of(y), node -> node.op() instanceof Cos ? node.input(0).tanh() : node);
    assertEquals("s", changed.getFirst().input(0).label().orElseThrow());
    assertEquals("tanh", changed.getFirst().input(1).op().name());
  }

  @Test
  void dependents_are_what_a_source_reaches() {
    var other = Node.input("other", DType.FLOAT64, 2);
    var y = x.sin();
    var sum = y.plus(other.cos());
    var reached = Walk.dependents(List.of(sum), List.of(x));
    assertTrue(reached.containsAll(List.of(x, y, sum)) && reached.size() == 3);
  }

  @Test
  void a_deep_and_shared_graph_is_rebuilt_without_recursion() {
    var y = x;
    for (var i = 0; i < 100_000; i++) {
      y = y.plus(y);
    }
    var rebuilt = Walk.rebuild(List.of(y), n -> n.op() instanceof Add ? n.input(0).sin() : n);
    assertEquals(100_001, Walk.inputsFirst(rebuilt).size());
  }

  @Test
  void sources_of_one_kind_are_found_once_each() {
    var w = Node.variable("w", DType.FLOAT64, x.shape());
    var roots = List.of(x.plus(w), w.times(x), w);
    assertEquals(List.of(x), Walk.sources(Input.class, roots));
    assertEquals(List.of(w), Walk.sources(Variable.class, roots));
    assertEquals(List.of(), Walk.sources(Constant.class, roots));
  }

  @Test
  void a_value_that_nobody_gave_is_named() {
    var e =
        assertThrows(IllegalArgumentException.class, () -> x.op().evaluate(List.of(), x.type()));
    assertEquals("no value was given for input x FLOAT64[2]", e.getMessage());
  }
}
