package org.backprop.simplify;

import java.util.List;
import java.util.Objects;
import org.backprop.graph.Mul;
import org.backprop.graph.Neg;
import org.backprop.graph.Node;
import org.backprop.graph.Sub;
import org.backprop.rewrite.Match;
import org.backprop.rewrite.Rule;
import org.backprop.rewrite.Uniform;
import org.backprop.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Products and signs: constants come first and are joined, signs go outwards.
 *
 * <p>Signs are exact but for zeros: {@code -(x - y)} and {@code y - x} of equal numbers are -0 and
 * 0. Where a constant changes its place, another product is rounded, and may overflow or underflow
 * within a factor 1e6 of the ends of the range.
 */
final class ProductRules {
  static final List<Rule> RULES =
      List.of(
          Rule.pair(Mul.class, (x, c) -> Uniform.is(c) && !Uniform.is(x) ? c.times(x) : null),
          Rule.pair(Mul.class, (one, x) -> Uniform.is(one, 1) ? x : null),
          Rule.pair(Mul.class, (minusOne, x) -> Uniform.is(minusOne, -1) ? x.negated() : null),
          Rule.pair(Mul.class, ProductRules::signOutwards),
          Rule.pair(Mul.class, ProductRules::constantsTogether),
          Rule.pair(Mul.class, ProductRules::constantOutwards),
          Rule.on(Neg.class, (neg, x) -> Match.is(Neg.class, x) ? x.input(0) : null),
          Rule.on(Neg.class, ProductRules::negativeDifference),
          Rule.on(Neg.class, ProductRules::negativeMultiple));

  private ProductRules() {}

  /** {@code (-a) b = -(a b)}, exactly. */
  private static @Nullable Node signOutwards(Node a, Node b) {
    if (Match.is(Neg.class, a)) {
      return a.input(0).times(b).negated();
    }
    return Match.is(Neg.class, b) ? a.times(b.input(0)).negated() : null;
  }

  /** {@code c (d x) = (c d) x}. */
  private static @Nullable Node constantsTogether(Node c, Node multiple) {
    return Uniform.isModerate(c) && isMultiple(multiple)
        ? c.times(multiple.input(0)).times(multiple.input(1))
        : null;
  }

  /** {@code (c a) b = c (a b)} and {@code a (c b) = c (a b)}, also through broadcasts. */
  private static @Nullable Node constantOutwards(Node a, Node b) {
    var first = Match.core(a);
    var second = Match.core(b);
    if (Uniform.is(a) || Uniform.is(b)) {
      return null;
    }
    if (isMultiple(first)) {
      var product = Match.moveAlike(a, first.input(1)).times(b);
      return Uniform.of(constant(first), a.shape()).times(product);
    }
    if (isMultiple(second)) {
      var product = a.times(Match.moveAlike(b, second.input(1)));
      return Uniform.of(constant(second), a.shape()).times(product);
    }
    return null;
  }

  private static Tensor constant(Node multiple) {
    return Objects.requireNonNull(Uniform.number(multiple.input(0)));
  }

  /** Whether a node is a moderate constant times something. */
  static boolean isMultiple(Node node) {
    return Match.is(Mul.class, node) && Uniform.isModerate(node.input(0));
  }

  /** {@code -(x - y) = y - x}, -0 becoming 0 where x = y. */
  private static @Nullable Node negativeDifference(Node neg, Node difference) {
    return Match.is(Sub.class, difference) ? difference.input(1).minus(difference.input(0)) : null;
  }

  private static @Nullable Node negativeMultiple(Node neg, Node multiple) {
    return isMultiple(multiple) ? multiple.input(0).negated().times(multiple.input(1)) : null;
  }
}
