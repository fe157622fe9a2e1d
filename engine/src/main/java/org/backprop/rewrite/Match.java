package org.backprop.rewrite;

import java.util.ArrayDeque;
import org.backprop.graph.Add;
import org.backprop.graph.Broadcast;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Reshape;

/**
 * Questions about the shape of a graph. A labelled node is opaque to them: it is a quantity that
 * the reader knows by name, so it is not taken apart, and its readers keep reading it.
 */
public final class Match {
  private static final int MOST_MOVES = 8;

  private Match() {}

  /** Whether a node is an unlabelled one of this kind, so that a rule may look at its operands. */
  public static boolean is(Class<? extends Op> kind, Node node) {
    return kind.isInstance(node.op()) && node.label().isEmpty();
  }

  /** The node without the (few) reshapes and broadcasts around it. */
  public static Node core(Node node) {
    var core = node;
    for (var i = 0; i < MOST_MOVES && isMoved(core); i++) {
      core = core.input(0);
    }
    return core;
  }

  /** What a sum adds up, less what {@link Compositions#TINY} adds to it. */
  public static Node summand(Node sum) {
    var term = sum.input(0);
    return is(Add.class, term) && Uniform.is(term.input(1), Compositions.TINY)
        ? term.input(0)
        : term;
  }

  /**
   * The reshapes and broadcasts that lead from {@code core(moved)} to {@code moved}, on another.
   */
  public static Node moveAlike(Node moved, Node other) {
    var path = new ArrayDeque<Op>();
    var core = core(moved);
    for (var node = moved; node != core; node = node.input(0)) {
      path.push(node.op());
    }
    var result = other;
    for (var op : path) {
      result = Node.of(op, result);
    }
    return result;
  }

  private static boolean isMoved(Node node) {
    return is(Broadcast.class, node) || is(Reshape.class, node);
  }
}
