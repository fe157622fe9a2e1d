package org.backprop.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.backprop.graph.Contract;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.junit.jupiter.api.Test;

class UnpaddedInputsTest {
  private final Node x = Node.input("x", DType.FLOAT32, 10_000, 50);
  private final Node weights = Node.variable("W", DType.FLOAT32, Shape.of(50, 2));
  private final Node scores = x.matmul(weights);

  private static Set<Node> unpadded(Node... roots) {
    return UnpaddedInputs.of(Walk.inputsFirst(List.of(roots)), Plans.MACHINE);
  }

  @Test
  void a_large_left_operand_has_no_room_between_its_rows() {
    assertEquals(Set.of(x), unpadded(scores, Node.of(new Contract("ki", "kj", "ij"), x, scores)));
  }

  @Test
  void what_is_read_in_vectors_keeps_it() {
    assertEquals(Set.of(), unpadded(scores, x.times(2)));
    assertEquals(Set.of(), unpadded(scores, Node.of(new Contract("ki", "jk", "ij"), weights, x)));
    assertEquals(Set.of(), unpadded(x.matmul(weights.slice(1, 0, 1))));
  }

  @Test
  void what_fits_a_core_s_cache_keeps_it() {
    var few = Node.input("few", DType.FLOAT32, 1_000, 50);
    assertEquals(Set.of(), unpadded(few.matmul(weights)));
  }
}
