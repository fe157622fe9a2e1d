package org.backprop.simplify;

import java.util.List;
import java.util.stream.Stream;
import org.backprop.graph.Node;
import org.backprop.rewrite.Rewriting;
import org.backprop.rewrite.Rule;
import org.backprop.rewrite.Sharing;

/**
 * Algebra on graphs: equal values by fewer and plainer nodes, each computed once.
 *
 * <p>Types stay, and so do labels: a labelled node that is rewritten hands its label to what
 * replaces it. Forms that were chosen for their numerical stability stay too. Simplifying twice
 * changes nothing more.
 *
 * <p>A rule keeps every bit, or its Javadoc and its line in the table test say what it changes: the
 * sign of a zero; the rounding, within one for each operation; values near the ends of the range,
 * where another intermediate value overflows or underflows; NaN from infinities. So a graph that
 * was lowered to exact machine arithmetic is only ever {@linkplain Sharing shared}.
 */
public final class Simplify {
  private static final List<Rule> RULES =
      Stream.of(
              ConstantRules.RULES,
              MoveRules.RULES,
              ReductionRules.RULES,
              ProductRules.RULES,
              QuotientRules.RULES,
              SumRules.RULES,
              FactorRules.RULES,
              SelectRules.RULES)
          .flatMap(List::stream)
          .toList();

  private Simplify() {}

  /** The simplified node, of the same type and value. */
  public static Node of(Node root) {
    return of(List.of(root)).getFirst();
  }

  /** The simplified nodes, which share all that is equal in them. */
  public static List<Node> of(List<Node> roots) {
    return new Rewriting(RULES).of(roots);
  }
}
