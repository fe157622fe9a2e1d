package org.backprop.plan;

import java.util.function.Predicate;
import org.backprop.graph.Broadcast;
import org.backprop.graph.Node;
import org.backprop.graph.Permute;
import org.backprop.graph.Reshape;
import org.backprop.graph.Slice;

/** Values that are only read in another order, or in part, and have no buffer of their own. */
final class MovedValues {
  private MovedValues() {}

  /**
   * The node whose elements a value is made of: itself, or what it moves.
   *
   * @param own whether a node is stored or computed itself
   */
  static Node stored(Node node, Predicate<Node> own) {
    var at = node;
    while (!own.test(at) && isMoved(at)) {
      at = at.input(0);
    }
    return at;
  }

  private static boolean isMoved(Node node) {
    return switch (node.op()) {
      case Broadcast _, Permute _, Slice _, Reshape _ -> true;
      default -> false;
    };
  }
}
