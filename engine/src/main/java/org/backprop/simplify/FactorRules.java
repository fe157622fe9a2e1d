package org.backprop.simplify;

import java.util.List;
import org.backprop.graph.Add;
import org.backprop.graph.Div;
import org.backprop.graph.Mul;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Sub;
import org.backprop.rewrite.Match;
import org.backprop.rewrite.Rule;
import org.backprop.rewrite.Uniform;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the terms of a sum share: equal terms, a factor, a divisor, a square.
 *
 * <p>The terms are added up in another order and rounded fewer times: within one rounding for each
 * operation, of the sum of the terms' sizes. So values change near the ends of the range, where
 * partial sums overflow or underflow; where infinite or undefined terms cancel in one form and not
 * in the other ({@code k x - k y} is NaN for an infinite k, {@code k (x - y)} is infinite); and
 * sums that are 0 may have the other sign.
 */
final class FactorRules {
  static final List<Rule> RULES =
      List.of(FactorRules::terms, FactorRules::commonFactor, FactorRules::commonDivisor);

  private FactorRules() {}

  private static boolean isSum(Node node) {
    return node.op() instanceof Add || node.op() instanceof Sub;
  }

  private static @Nullable Node terms(Node node) {
    if (!isSum(node) || !node.dtype().isFloat()) {
      return null;
    }
    var terms = Terms.of(node);
    var merged = terms.mergeEqual();
    var squared = merged == null ? terms.completeSquare() : merged;
    return squared == null ? null : squared.node();
  }

  /**
   * {@code k a - k b = k (a - b)}, and likewise a sum. Numbers are not taken out of one another
   * ({@code 3 k - 2 k}): the parts of a constant split for precision must stay apart.
   */
  private static @Nullable Node commonFactor(Node node) {
    if (!isSum(node)
        || !Match.is(Mul.class, node.input(0))
        || !Match.is(Mul.class, node.input(1))) {
      return null;
    }
    var first = node.input(0);
    var second = node.input(1);
    for (var i = 0; i < 2; i++) {
      for (var j = 0; j < 2; j++) {
        var a = first.input(1 - i);
        var b = second.input(1 - j);
        if (first.input(i) == second.input(j) && !(Uniform.is(a) && Uniform.is(b))) {
          return first.input(i).times(Node.of(node.op(), a, b));
        }
      }
    }
    return null;
  }

  /** {@code a / s - b / s = (a - b) / s}, and likewise a sum. */
  private static @Nullable Node commonDivisor(Node node) {
    Class<? extends Op> div = Div.class;
    if (!isSum(node) || !Match.is(div, node.input(0)) || !Match.is(div, node.input(1))) {
      return null;
    }
    var a = node.input(0);
    var b = node.input(1);
    return a.input(1) == b.input(1)
        ? Node.of(node.op(), a.input(0), b.input(0)).dividedBy(a.input(1))
        : null;
  }
}
