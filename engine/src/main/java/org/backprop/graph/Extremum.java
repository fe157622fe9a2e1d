package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.DType;

/** One of two numbers; where they are equal, each gets half of the gradient. */
interface Extremum extends Op.Binary {
  /** Whether the first number is taken and the second is not. */
  Node isTaken(Node first, Node second);

  /** Those of an operand that is taken. */
  @Override
  default List<Node> derivatives(Node a, Node b, Node y) {
    var tie = Node.select(a.equalTo(b), y.constant(0.5), y.constant(1));
    return List.of(tie, tie);
  }

  /** The operand that is not taken gets exactly 0. */
  @Override
  default void pullback(Node node, Node cotangent, Cotangents into) {
    var a = node.input(0);
    var b = node.input(1);
    var share = cotangent.times(derivatives(a, b, node).getFirst());
    into.addWhere(isTaken(b, a), false, 0, share);
    into.addWhere(isTaken(a, b), false, 1, share);
  }

  @Override
  default boolean takes(DType dtype) {
    return dtype.isFloat() || dtype == DType.INT32 || dtype == DType.INT64;
  }
}
