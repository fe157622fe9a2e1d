package org.backprop.rewrite;

import static org.backprop.rewrite.LowFormat.number;
import static org.backprop.rewrite.LowFormat.whole;

import org.backprop.graph.Node;

/**
 * A positive number as a power of two times a factor from {@code least} to twice that.
 *
 * @param bits those of the number, moved so that the exponent changes at {@code least}
 * @param offset what brings the exponent to 0 when it is read as the last digits of a large number
 */
record LowParts(Node bits, double least, Node offset) {

  /** The parts of a number that is not subnormal. */
  static LowParts ofNormal(Node x, double least) {
    return of(x, least, x.constant(offset(x)));
  }

  /** The parts of any number; one that is subnormal is made larger first. */
  static LowParts ofPositive(Node x, double least) {
    var up = LowFormat.of(x).fraction + 1;
    var smallest = LowFormat.pick(x, Float.MIN_NORMAL, Double.MIN_NORMAL);
    var subnormal = x.lessThan(x.constant(smallest));
    var normal = Node.select(subnormal, x.times(Math.scalb(1.0, up)), x);
    var offset = Node.select(subnormal, x.constant(offset(x) + up), x.constant(offset(x)));
    return of(normal, least, offset);
  }

  private static LowParts of(Node x, double least, Node offset) {
    var format = LowFormat.of(x);
    var bits = LowFormat.bits(x);
    var moved = bits.plus(whole(bits, format.bitsOf(1) - format.bitsOf(least)));
    return new LowParts(moved, least, offset);
  }

  private static double offset(Node x) {
    var format = LowFormat.of(x);
    return Math.scalb(1.0, format.fraction) + format.bias;
  }

  private LowFormat format() {
    return LowFormat.of(offset);
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
