package org.backprop.lower;

import static org.backprop.lower.LowerFormat.fma;

import org.backprop.graph.Node;

/**
 * A number x as {@code n log 2 + rest}, n whole and the rest at most half of log 2 in size: so
 * exp(x) is exp(rest) times a power of two.
 *
 * <p>Adding 1.5 times a power of two drops the digits after the point and leaves n in the lowest
 * bits of the sum, from where it is shifted into the place of an exponent. No conversion is needed.
 *
 * @param sum n plus the rounder; its lowest bits are the exponent of the power of two
 */
record LowerReduced(Node sum, Node rest) {
  /** In digits of its own: Math.log may differ between machines. */
  static final double LOG_2 = 0x1.62e42fefa39efp-1;

  private static final double LOG2_E = 0x1.71547652b82fep0;

  /**
   * The parts of {@code factor x}.
   *
   * @param rounder see {@link #rounder}
   */
  static LowerReduced of(Node x, double factor, Node rounder) {
    var sum = fma(x, x.constant(factor * LOG2_E), rounder);
    var n = sum.minus(rounder);
    var high = LowerFormat.pick(x, 0x1.62e42ep-1, LOG_2);
    var low = LowerFormat.pick(x, 0x1.efa39ep-25, 0x1.abc9e3b39803fp-56);
    return new LowerReduced(sum, fma(n, -low / factor, fma(n, -high / factor, x)));
  }

  /** The same, but with log 2 rounded: good where exp(factor x) is added to 1. */
  static LowerReduced roughly(Node x, double factor) {
    var rounder = rounder(x, 0);
    var sum = fma(x, x.constant(factor * LOG2_E), rounder);
    return new LowerReduced(sum, fma(sum.minus(rounder), -LOG_2 / factor, x));
  }

  /** What n is added to, so that the exponent of the power of two is n plus a number. */
  static Node rounder(Node x, int up) {
    var format = LowerFormat.of(x);
    return x.constant(1.5 * Math.scalb(1.0, format.fraction) + format.bias + up);
  }

  /** The power of two; 0 where its exponent would be one below the least. */
  Node power() {
    return power(sum);
  }

  /** The power of two whose exponent is in the lowest bits of a sum with a rounder. */
  static Node power(Node sum) {
    return LowerFormat.number(LowerFormat.bits(sum).shiftLeft(LowerFormat.of(sum).fraction));
  }
}
