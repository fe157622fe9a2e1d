package org.backprop.chain;

import java.util.List;
import java.util.Optional;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Walk;

/** The derivative of a function that works element by element. */
final class Slope {
  private Slope() {}

  /**
   * The derivative of {@code value} by {@code by} at each element; empty if an element of the value
   * depends on several.
   */
  static Optional<Node> of(Node value, Node by) {
    var isElementwise =
        Walk.dependents(List.of(value), List.of(by)).stream()
            .allMatch(node -> node == by || isElementwise(node));
    return isElementwise && value.shape().equals(by.shape())
        ? Optional.of(
            Gradients.vjp(List.of(value), List.of(by), List.of(value.constant(1))).getFirst())
        : Optional.empty();
  }

  private static boolean isElementwise(Node node) {
    return switch (node.op()) {
      case Op.Unary _, Op.Binary _, Op.Ternary _ -> true;
      case Op.Source _, Op.Reduce _, Op.Scan _, Op.Move _, Op.Index _, Op.Product _ -> false;
    };
  }

  /** Whether the derivative changes with {@code by}: the function is no multiple of it. */
  static boolean isCurved(Node slope, Node by) {
    return Walk.inputsFirst(List.of(slope)).contains(by);
  }
}
