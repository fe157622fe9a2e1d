package org.backprop.simplify;

import java.util.List;
import org.backprop.graph.Add;
import org.backprop.graph.Neg;
import org.backprop.graph.Node;
import org.backprop.graph.Sub;
import org.backprop.rewrite.Match;
import org.backprop.rewrite.Rule;
import org.backprop.rewrite.Uniform;
import org.jspecify.annotations.Nullable;

/**
 * Sums and differences: zeros are left out and signs go into the operation. All are exact but for
 * the sign of zeros: {@code x + 0}, {@code x - (-0)} and {@code 0 - x} are 0 where what replaces
 * them is -0, and so is {@code -x - y} of opposite numbers.
 */
final class SumRules {
  static final List<Rule> RULES =
      List.of(
          Rule.either(Add.class, (x, zero) -> Uniform.is(zero, 0) ? x : null),
          Rule.pair(Sub.class, (x, zero) -> Uniform.is(zero, 0) ? x : null),
          Rule.pair(Sub.class, (zero, x) -> Uniform.is(zero, 0) ? x.negated() : null),
          Rule.either(Add.class, SumRules::plusNegative),
          Rule.pair(Sub.class, SumRules::minusNegative),
          Rule.pair(Sub.class, SumRules::negativeMinus));

  private SumRules() {}

  private static @Nullable Node plusNegative(Node a, Node b) {
    var opposite = opposite(b);
    return opposite == null ? null : a.minus(opposite);
  }

  private static @Nullable Node minusNegative(Node a, Node b) {
    var opposite = opposite(b);
    return opposite == null ? null : a.plus(opposite);
  }

  /** {@code (-x) - y = -(x + y)}. */
  private static @Nullable Node negativeMinus(Node a, Node b) {
    return Match.is(Neg.class, a) ? a.input(0).plus(b).negated() : null;
  }

  /** The plainer opposite of what has a sign, null of what has none. */
  private static @Nullable Node opposite(Node node) {
    if (Match.is(Neg.class, node)) {
      return node.input(0);
    }
    if (Uniform.isNegative(node)) {
      return node.negated();
    }
    return ProductRules.isMultiple(node) && Uniform.isNegative(node.input(0))
        ? node.input(0).negated().times(node.input(1))
        : null;
  }
}
