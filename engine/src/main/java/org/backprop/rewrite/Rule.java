package org.backprop.rewrite;

import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.jspecify.annotations.Nullable;

/** One small rewriting step: replaces a node by another of its type and value. */
@FunctionalInterface
public interface Rule {
  /** The replacement, or null where the rule does not apply. */
  @Nullable Node apply(Node node);

  /** A rule for nodes of one kind, given their first input. */
  static Rule on(Class<? extends Op> kind, Step step) {
    return node -> kind.isInstance(node.op()) ? step.apply(node, node.input(0)) : null;
  }

  /** A rule for nodes of one kind, given their two operands. */
  static Rule pair(Class<? extends Op> kind, Pair pair) {
    return node -> kind.isInstance(node.op()) ? pair.apply(node.input(0), node.input(1)) : null;
  }

  /** A rule for nodes of one kind whose operands may come in either order. */
  static Rule either(Class<? extends Op> kind, Pair pair) {
    return pair(
        kind,
        (a, b) -> {
          var result = pair.apply(a, b);
          return result != null ? result : pair.apply(b, a);
        });
  }

  /** Gets a node and its first input. */
  @FunctionalInterface
  interface Step {
    @Nullable Node apply(Node node, Node input);
  }

  /** Gets the operands of a node. */
  @FunctionalInterface
  interface Pair {
    @Nullable Node apply(Node a, Node b);
  }
}
