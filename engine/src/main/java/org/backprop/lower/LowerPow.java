package org.backprop.lower;

import org.backprop.graph.Node;

/**
 * Powers: {@code a^b} is two to the power of {@code b log2(a)}, which is computed to twice the
 * precision, because an error of it counts by its size.
 */
final class LowerPow {
  private static final double LEAST = Math.sqrt(0.5);

  /**
   * The rest of 2 atanh(s) / (s log 2) after the terms of 1 and s^2, over s^4, in s^2, for |s| at
   * most 0.1717; that function has a relative error of 2^-35.8.
   */
  private static final double[] SINGLE = {0.5770802f, 0.41184747f, 0.33787477f};

  /** The same with a relative error of 2^-73. */
  private static final double[] DOUBLE = {
    0.5770780163555851, 0.41219858311137253, 0.320598897907362, 0.2623081992301263,
    0.22195223597637598, 0.19240250847752183, 0.16842961337184223, 0.17298508232822468
  };

  private LowerPow() {}

  static Node pow(Node a, Node b) {
    var size = a.abs();
    var logarithm = log2(size);
    var high = logarithmAtTheEnds(size, logarithm.high());
    var power = LowerExp.powerOfTwo(new LowerPair(high, logarithm.low()).times(b));
    return Node.select(b.equalTo(b.zeros()), a.constant(1), signed(a, b, power));
  }

  private static LowerPair log2(Node x) {
    var parts = LowerParts.ofPositive(x, LEAST);
    var factor = parts.factor();
    var sum = factor.plus(1);
    var s = LowerPair.quotient(factor.minus(1), new LowerPair(sum, factor.minus(sum.minus(1))));
    var square = s.times(s);
    var z = square.high();
    var rest = LowerFormat.polynomial(z, LowerFormat.pick(x, SINGLE, DOUBLE)).times(z);
    var third =
        constant(x, 0x1.ec709ep-1, -0x1.e2fe02p-28, 0x1.ec709dc3a03fdp-1, 0x1.d27f05548af0cp-55);
    var first =
        constant(x, 0x1.715476p+1, 0x1.4ae0cp-25, 0x1.71547652b82fep+1, 0x1.777d0ffda0d24p-55);
    var series = first.plus(third.plus(new LowerPair(rest, x.zeros())).times(square)).times(s);
    var exponent = parts.negativeExponent().negated();
    return new LowerPair(exponent, x.zeros()).plus(series);
  }

  private static LowerPair constant(
      Node x, double high, double low, double doubleHigh, double doubleLow) {
    return LowerPair.constant(
        x, LowerFormat.pick(x, high, doubleHigh), LowerFormat.pick(x, low, doubleLow));
  }

  private static Node logarithmAtTheEnds(Node size, Node logarithm) {
    var infinite = size.constant(Double.POSITIVE_INFINITY);
    return Node.select(
        size.equalTo(size.zeros()),
        infinite.negated(),
        Node.select(size.lessThan(infinite), logarithm, size));
  }

  /** The power of |a| as one of a: negative bases have powers with whole exponents alone. */
  private static Node signed(Node a, Node b, Node power) {
    var size = b.abs();
    var negative = a.lessThan(a.zeros()).and(a.constant(Double.NEGATIVE_INFINITY).lessThan(a));
    var whole = isMultiple(size, 1);
    var even = isMultiple(size, 2);
    var fractional = Node.select(negative, a.constant(Double.NaN), power);
    return Node.select(even, power, Node.select(whole, LowerFormat.withSign(power, a), fractional));
  }

  /** Whether a number that is not negative is a multiple of 1 or 2: all large numbers are. */
  private static Node isMultiple(Node size, int of) {
    var large = of * Math.scalb(1.0, LowerFormat.of(size).fraction);
    var rounded = size.plus(large).minus(large);
    return size.constant(large).atMost(size).or(rounded.equalTo(size));
  }
}
