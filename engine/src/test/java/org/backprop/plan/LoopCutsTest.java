package org.backprop.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;

class LoopCutsTest {
  private final Node x = Node.input("x", DType.FLOAT64, 14);

  /** Ten nodes a step, which one value leaves. */
  private static Node step(Node state) {
    var gate = state.plus(state.times(state)); // two nodes
    var other = gate.minus(state).times(gate); // two
    return other.plus(gate).times(other).minus(gate.times(other)).plus(gate).times(state);
  }

  private List<Node> steps(int count) {
    var state = x;
    for (var i = 0; i < count; i++) {
      state = step(state);
    }
    return Walk.inputsFirst(List.of(state)).stream().skip(1).toList();
  }

  @Test
  void few_nodes_are_one_loop() {
    var nodes = steps(2);
    assertEquals(List.of(nodes), LoopCuts.of(nodes, nodes.size()));
  }

  @Test
  void many_nodes_are_cut_where_one_value_is_left() {
    var nodes = steps(100);
    var loops = LoopCuts.of(nodes, 24);
    var together = new ArrayList<Node>();
    for (var loop : loops) {
      together.addAll(loop);
      assertTrue(loop.size() <= 24);
      assertEquals(0, loop.size() % 10);
    }
    assertEquals(nodes, together);
    assertEquals(50, loops.size());
  }

  @Test
  void each_node_is_in_one_loop_where_no_cut_is_better() {
    var nodes = new ArrayList<Node>();
    for (var at = x.exp(); nodes.size() < 50; at = at.exp()) {
      nodes.add(at);
    }
    var sizes = LoopCuts.of(nodes, 16).stream().map(List::size).toList();
    assertEquals(List.of(16, 16, 16, 2), sizes);
  }
}
