package org.backprop.simplify;

import java.util.List;
import org.backprop.graph.Div;
import org.backprop.graph.Mul;
import org.backprop.graph.Neg;
import org.backprop.graph.Node;
import org.backprop.graph.Sum;
import org.backprop.rewrite.Match;
import org.backprop.rewrite.Rule;
import org.backprop.rewrite.Uniform;
import org.jspecify.annotations.Nullable;

/**
 * Quotients: a product with a reciprocal becomes a division, which rounds once less.
 *
 * <p>Signs and powers of 2 are exact. Where a factor changes its place, another quotient is
 * rounded, and may overflow or underflow where the first did not.
 */
final class QuotientRules {
  static final List<Rule> RULES =
      List.of(
          Rule.pair(Div.class, (x, one) -> Uniform.is(one, 1) ? x : null),
          Rule.pair(Div.class, QuotientRules::signOutwards),
          Rule.pair(Div.class, QuotientRules::constantOutwards),
          Rule.pair(Div.class, QuotientRules::byPowerOfTwo),
          Rule.either(Mul.class, QuotientRules::share),
          Rule.either(Mul.class, QuotientRules::timesReciprocal),
          Rule.on(Neg.class, QuotientRules::negativeReciprocal));

  private QuotientRules() {}

  private static @Nullable Node signOutwards(Node a, Node b) {
    if (Match.is(Neg.class, a)) {
      return a.input(0).dividedBy(b).negated();
    }
    return Match.is(Neg.class, b) ? a.dividedBy(b.input(0)).negated() : null;
  }

  /** {@code (c a) / b = c (a / b)}: a / b is rounded instead of c a. */
  private static @Nullable Node constantOutwards(Node multiple, Node b) {
    return ProductRules.isMultiple(multiple)
        ? multiple.input(0).times(multiple.input(1).dividedBy(b))
        : null;
  }

  /** Exact, and then a constant factor like any other. */
  private static @Nullable Node byPowerOfTwo(Node x, Node c) {
    var exact = Uniform.isModerate(c) && Math.abs(Uniform.value(c)) == Math.scalb(1.0, exponent(c));
    return exact ? c.constant(1 / Uniform.value(c)).times(x) : null;
  }

  private static int exponent(Node c) {
    return Math.getExponent(Uniform.value(c));
  }

  /**
   * {@code (g / sum(e)) e = g (e / sum(e))}: a share of a sum lies between 0 and 1 whatever e is,
   * so it is formed first. Of an infinite g the share that underflows to 0 is NaN.
   */
  private static @Nullable Node share(Node moved, Node e) {
    var quotient = Match.core(moved);
    if (!Match.is(Div.class, quotient)) {
      return null;
    }
    var sum = quotient.input(1);
    if (!(sum.op() instanceof Sum) || Match.summand(sum) != e) {
      return null;
    }
    var g = Match.moveAlike(moved, quotient.input(0));
    return g.times(e.dividedBy(Match.moveAlike(moved, quotient.input(1))));
  }

  /** {@code (c / s) e = c (e / s)} for a constant c, also where c / s is broadcast first. */
  private static @Nullable Node timesReciprocal(Node moved, Node e) {
    var quotient = Match.core(moved);
    if (!Match.is(Div.class, quotient) || !Uniform.is(quotient.input(0))) {
      return null;
    }
    var c = Match.moveAlike(moved, quotient.input(0));
    var s = Match.moveAlike(moved, quotient.input(1));
    return Uniform.is(e) ? c.times(e).dividedBy(s) : c.times(e.dividedBy(s));
  }

  private static @Nullable Node negativeReciprocal(Node neg, Node quotient) {
    return Match.is(Div.class, quotient) && Uniform.is(quotient.input(0))
        ? quotient.input(0).negated().dividedBy(quotient.input(1))
        : null;
  }
}
