package org.backprop.rewrite;

import java.util.List;
import org.backprop.graph.Broadcast;
import org.backprop.graph.Constant;
import org.backprop.graph.Detach;
import org.backprop.graph.Div;
import org.backprop.graph.Node;
import org.jspecify.annotations.Nullable;

/** What makes a graph cheaper to run, but no plainer to read. */
public final class CompilerRules {
  private static final List<Rule> RULES =
      List.of(
          Rule.on(Detach.class, (node, x) -> x), Rule.pair(Div.class, CompilerRules::byReciprocal));

  private CompilerRules() {}

  /** The nodes, cheaper; each value may differ by a rounding. */
  public static List<Node> of(List<Node> roots) {
    return new Rewriting(RULES).of(roots);
  }

  /** Dividing many numbers by the same one is multiplying them by its reciprocal. */
  private static @Nullable Node byReciprocal(Node numerator, Node divisor) {
    if (!(divisor.op() instanceof Broadcast)
        || divisor.input(0).op() instanceof Constant
        || divisor.input(0).shape().size() >= divisor.shape().size()) {
      return null;
    }
    return numerator.times(divisor.input(0).reciprocal().broadcastTo(divisor.shape()));
  }
}
