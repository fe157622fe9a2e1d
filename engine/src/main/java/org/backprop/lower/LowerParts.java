package org.backprop.lower;

import static org.backprop.lower.LowerFormat.number;
import static org.backprop.lower.LowerFormat.whole;

import org.backprop.graph.Node;

/**
 * A positive number as a power of two times a factor from {@code least} to twice that.
 *
 * @param bits those of the number, moved so that the exponent changes at {@code least}
 * @param offset what brings the exponent to 0 when it is read as the last digits of a large number
 */
record LowerParts(Node bits, double least, Node offset) {

  /** The parts of a number that is not subnormal. */
  static LowerParts ofNormal(Node x, double least) {
    return of(x, least, x.constant(offset(x)));
  }

  /** The parts of any number; one that is subnormal is made larger first. */
  static LowerParts ofPositive(Node x, double least) {
    var up = LowerFormat.of(x).fraction + 1;
    var smallest = LowerFormat.pick(x, Float.MIN_NORMAL, Double.MIN_NORMAL);
    var subnormal = x.lessThan(x.constant(smallest));
    var normal = Node.select(subnormal, x.times(Math.scalb(1.0, up)), x);
    var offset = Node.select(subnormal, x.constant(offset(x) + up), x.constant(offset(x)));
    return of(normal, least, offset);
  }

  private static LowerParts of(Node x, double least, Node offset) {
    var format = LowerFormat.of(x);
    var bits = LowerFormat.bits(x);
    var moved = bits.plus(whole(bits, format.bitsOf(1) - format.bitsOf(least)));
    return new LowerParts(moved, least, offset);
  }

  private static double offset(Node x) {
    var format = LowerFormat.of(x);
    return Math.scalb(1.0, format.fraction) + format.bias;
  }

  private LowerFormat format() {
    return LowerFormat.of(offset);
  }

  Node factor() {
    var fraction = bits.and(whole(bits, (1L << format().fraction) - 1));
    return number(fraction.plus(whole(bits, format().bitsOf(least))));
  }

  /** Minus the exponent of the power of two. */
  Node negativeExponent() {
    var large = Math.scalb(1.0, format().fraction);
    var digits = bits.shiftRight(format().fraction).or(whole(bits, format().bitsOf(large)));
    return offset.minus(number(digits));
  }

  /** Four over the power of two: in range for every number. */
  Node scale() {
    var exponent = bits.and(whole(bits, -1L << format().fraction));
    return number(whole(bits, format().bitsOf(1) + format().bitsOf(4)).minus(exponent));
  }
}
