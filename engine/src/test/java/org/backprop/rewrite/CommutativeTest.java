package org.backprop.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Ops;
import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;

/** Operations of which two nodes become one, whatever the order of their operands. */
class CommutativeTest {
  private static final Rule EXCHANGED = node -> Node.of(node.op(), node.inputs().reversed());

  @Test
  void operands_may_be_exchanged() {
    for (var kind : Rewriting.COMMUTATIVE) {
      var op = Ops.ALL.stream().filter(kind::isInstance).findFirst().orElseThrow();
      var entry = RuleCase.of(op.name(), s -> node(op, s));
      assertEquals(List.of(), RuleCase.faults(op.name(), List.of(EXCHANGED), List.of(entry)));
    }
  }

  private static Node node(Op op, RuleCase.Operands s) {
    return op instanceof Op.Bitwise
        ? Node.of(op, Node.input("i", DType.INT64), Node.input("j", DType.INT64))
        : Node.of(op, s.x(), s.y());
  }
}
