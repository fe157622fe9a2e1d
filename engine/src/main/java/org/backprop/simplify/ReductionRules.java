package org.backprop.simplify;

import java.util.List;
import java.util.Set;
import org.backprop.graph.Broadcast;
import org.backprop.graph.Contract;
import org.backprop.graph.Max;
import org.backprop.graph.Min;
import org.backprop.graph.Neg;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Prod;
import org.backprop.graph.Reshape;
import org.backprop.graph.Sum;
import org.backprop.rewrite.Match;
import org.backprop.rewrite.Rule;
import org.backprop.rewrite.Uniform;
import org.jspecify.annotations.Nullable;

/**
 * Sums and maxima over axes along which a value is constant, and the sign of sums and products.
 *
 * <p>A sum starts from 0, so it is never -0, but what replaces it may be. Otherwise all rules but
 * that of repeated elements keep every bit.
 */
final class ReductionRules {
  static final List<Rule> RULES =
      List.of(
          ReductionRules::overSingleElements,
          Rule.on(Sum.class, (sum, x) -> x.shape().size() == 0 ? sum.zeros() : null),
          Rule.on(Sum.class, ReductionRules::sumOfRepeated),
          Rule.on(Max.class, ReductionRules::maxOfConstant),
          Rule.on(Sum.class, ReductionRules::sumOfAll),
          Rule.on(Sum.class, ReductionRules::sumOfNegative),
          Rule.on(Contract.class, ReductionRules::productOfNegative));

  private static final Set<Class<? extends Op>> REDUCTIONS =
      Set.of(Sum.class, Max.class, Min.class, Prod.class);

  private ReductionRules() {}

  /** Over no axes, or axes of size 1, there is nothing to fold; -0 stays where a sum gives 0. */
  private static @Nullable Node overSingleElements(Node node) {
    return REDUCTIONS.contains(node.op().getClass())
            && node.shape().size() == node.input(0).shape().size()
            && node.shape().size() > 0
        ? node.input(0).reshape(node.shape())
        : null;
  }

  /**
   * The sum of n copies is n times the element, and rounded less often: n - 1 additions become one
   * product. Copies may overflow, and infinities of both signs may meet, in one of the two only.
   */
  private static @Nullable Node sumOfRepeated(Node node, Node x) {
    if (!Match.is(Broadcast.class, x)) {
      return null;
    }
    var from = x.input(0).shape();
    var missing = x.shape().rank() - from.rank();
    var axes = ((Sum) node.op()).axes();
    var repeated =
        axes.stream()
            .filter(axis -> x.shape().dim(axis) != 1)
            .filter(axis -> axis < missing || from.dim(axis - missing) == 1)
            .toList();
    if (repeated.isEmpty()) {
      return null;
    }
    var narrow = x.shape();
    var kept = x.shape();
    for (var axis : repeated.reversed()) {
      narrow = narrow.with(axis, 1);
      kept = kept.without(axis);
    }
    var rest =
        axes.stream()
            .filter(axis -> !repeated.contains(axis))
            .map(axis -> axis - (int) repeated.stream().filter(other -> other < axis).count())
            .toList();
    var once = x.input(0).broadcastTo(narrow).reshape(kept);
    var sum = Node.of(new Sum(rest), once);
    return sum.times((double) x.shape().size() / narrow.size());
  }

  private static @Nullable Node maxOfConstant(Node node, Node x) {
    var number = Uniform.number(x);
    return number != null && x.shape().size() > 0 ? Uniform.of(number, node.shape()) : null;
  }

  /** A sum over all axes has its elements in one order under any shape. */
  private static @Nullable Node sumOfAll(Node node, Node x) {
    return node.shape().rank() == 0 && Match.is(Reshape.class, x) ? x.input(0).sum() : null;
  }

  /** {@code sum(-x) = -sum(x)}; a sum that cancels becomes -0. */
  private static @Nullable Node sumOfNegative(Node node, Node x) {
    return Match.is(Neg.class, x) ? Node.of(node.op(), x.input(0)).negated() : null;
  }

  /** The same of a matrix product and its relatives. */
  private static @Nullable Node productOfNegative(Node node, Node x) {
    if (Match.is(Neg.class, x)) {
      return Node.of(node.op(), x.input(0), node.input(1)).negated();
    }
    return Match.is(Neg.class, node.input(1))
        ? Node.of(node.op(), x, node.input(1).input(0)).negated()
        : null;
  }
}
