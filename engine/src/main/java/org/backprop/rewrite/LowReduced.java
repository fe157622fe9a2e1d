package org.backprop.rewrite;

import static org.backprop.rewrite.LowFormat.fma;

import org.backprop.graph.Node;

/**
 * A number x as {@code n log 2 + rest}, n whole and the rest at most half of log 2 in size: so
 * exp(x) is exp(rest) times a power of two.
 *
 * <p>Adding 1.5 times a power of two drops the digits after the point and leaves n in the lowest
 * bits of the sum, from where it is shifted into the place of an exponent. No conversion is needed.
 *
 * @param sum n plus the number that rounded it; its lowest bits are n plus an offset
 */
record LowReduced(Node sum, Node rest) {
  private static final double LOG2_E = 1 / Math.log(2);

  /**
   * The parts of {@code factor x}.
   *
   * @param offset what the lowest bits of the sum have above n
   */
  static LowReduced of(Node x, double factor, int offset) {
    var rounder = 1.5 * Math.scalb(1.0, LowFormat.of(x).fraction) + offset;
    var sum = fma(x, factor * LOG2_E, rounder);
    var n = sum.minus(rounder);
    var high = LowFormat.pick(x, 0x1.62e42ep-1, 0x1.62e42fefa39efp-1);
    var low = LowFormat.pick(x, 0x1.efa39ep-25, 0x1.abc9e3b39803fp-56);
    return new LowReduced(sum, fma(n, -low / factor, fma(n, -high / factor, x)));
  }

  /** The power of two whose exponent is n plus the offset less the bias. */
  Node power() {
    var bits = LowFormat.bits(sum);
    return LowFormat.number(bits.shiftLeft(LowFormat.of(sum).fraction));
  }
}
