package org.backprop.rewrite;

import static org.backprop.rewrite.LowFormat.fma;

import org.backprop.graph.Node;

/** The exponential function and what is made of it, by a polynomial and a power of two. */
final class LowExp {
  /**
   * (exp(x) - 1 - x) / x^2 for |x| at most 0.3476: exp(x) - 1 has a relative error of 2^-25.9,
   * exp(x) of 2^-27.
   */
  private static final double[] SINGLE = {
    0.5f, 0.16666538f, 0.041666616f, 0.008367434f, 0.0013920728f
  };

  /** The same: exp(x) - 1 has a relative error of 2^-57.5. */
  private static final double[] DOUBLE = {
    0.5, 0.16666666666666677, 0.04166666666666667, 0.008333333333321464,
    0.0013888888888878308, 0.0001984126988627519, 2.4801587356081763e-05, 2.755724452891419e-06,
    2.7557218944822344e-07, 2.5108677585568395e-08, 2.094493659232484e-09
  };

  private LowExp() {}

  /** exp(factor x) where factor x is small. */
  private static Node small(Node x, double factor) {
    var q = polynomial(x, factor, factor * factor);
    return fma(fma(q, x, factor), x, 1);
  }

  /** The polynomial at factor x, times a number. */
  private static Node polynomial(Node x, double factor, double times) {
    var scaled = LowFormat.pick(x, SINGLE, DOUBLE).clone();
    for (var i = 0; i < scaled.length; i++) {
      scaled[i] *= times * Math.pow(factor, i);
    }
    return LowFormat.polynomial(x, scaled);
  }

  /**
   * exp(x). The power of two is the product of two, of half the exponent each, since one alone may
   * be out of range at either end.
   */
  static Node exp(Node x) {
    var bounded = LowFormat.atLeast(LowFormat.atMost(x, LowFormat.pick(x, 89, 710)), least(x));
    var reduced = LowReduced.of(bounded, 1, 2 * LowFormat.of(x).bias);
    return timesPower(small(reduced.rest(), 1), reduced.sum());
  }

  /** A number times 2^n, where the lowest bits of the sum are n plus twice the bias. */
  private static Node timesPower(Node number, Node sum) {
    var bits = LowFormat.bits(sum);
    var half = bits.shiftRight(1);
    var fraction = LowFormat.of(sum).fraction;
    return number
        .times(LowFormat.number(half.shiftLeft(fraction)))
        .times(LowFormat.number(bits.minus(half).shiftLeft(fraction)));
  }

  /** Two to the power of the sum of two numbers, of which the second is small beside the first. */
  static Node powerOfTwo(LowPair exponent) {
    var format = LowFormat.of(exponent.high());
    var high = exponent.high();
    var bounded =
        LowFormat.atLeast(
            LowFormat.atMost(high, format.bias + 2), -format.bias - format.fraction - 3);
    var low = Node.select(high.equalTo(bounded), exponent.low(), high.zeros());
    var rounder = 1.5 * Math.scalb(1.0, format.fraction) + 2 * format.bias;
    var sum = bounded.plus(rounder);
    var rest = bounded.minus(sum.minus(rounder)).plus(low);
    return timesPower(small(rest.times(Math.log(2)), 1), sum);
  }

  /** Below it exp(x) is 0. */
  private static double least(Node x) {
    return LowFormat.pick(x, -104, -746);
  }

  /** exp(-size) for a size that is not negative; subnormal values are made in a second step. */
  static Node ofNegative(Node size) {
    var format = LowFormat.of(size);
    var up = format.fraction + 1;
    var reduced = LowReduced.of(LowFormat.atMost(size, -least(size)), -1, format.bias + up);
    return small(reduced.rest(), -1).times(reduced.power()).times(Math.scalb(1.0, -up));
  }

  /** exp(-size) for a size from 0 to where exp is the least normal number. */
  static Node ofModerateNegative(Node size) {
    var reduced = LowReduced.of(size, -1, LowFormat.of(size).bias);
    return small(reduced.rest(), -1).times(reduced.power());
  }

  /**
   * exp(x) - 1 = 2 (p m + p - 1 / 2) where m = exp(rest) - 1 keeps all its digits near 0 and p is
   * half of the power of two, so that it is in range.
   */
  static Node expm1(Node x) {
    var least = LowFormat.pick(x, -18, -38);
    var bounded = LowFormat.atLeast(LowFormat.atMost(x, LowFormat.pick(x, 89, 710)), least);
    var reduced = LowReduced.of(bounded, 1, LowFormat.of(x).bias - 1);
    var r = reduced.rest();
    var power = reduced.power();
    var part = fma(r.squared(), polynomial(r, 1, 1), r).times(power);
    var difference = part.minus(power.constant(0.5).minus(power)).times(2);
    var tiny = LowFormat.pick(x, Float.MIN_NORMAL, Double.MIN_NORMAL);
    return Node.select(x.abs().lessThan(x.constant(tiny)), x, difference);
  }

  /** 1 / (1 + exp(-x)), from exp(-|x|), which cannot overflow. */
  static Node sigmoid(Node x) {
    var e = ofNegative(x.abs());
    return Node.select(x.lessThan(x.zeros()), e, x.constant(1)).dividedBy(e.plus(1));
  }

  /**
   * tanh(x) = h / (1 - h) with the sign of x, where h = (1 - exp(-2 |x|)) / 2 keeps all its digits
   * near 0: exp(-2 |x|) is p (1 - 2 m) with a power p that is 1 there.
   */
  static Node tanh(Node x) {
    var bounded = LowFormat.atMost(x.abs(), LowFormat.pick(x, 10, 22));
    var reduced = LowReduced.of(bounded, -2, LowFormat.of(x).bias);
    var r = reduced.rest();
    var power = reduced.power();
    var part = fma(r.squared(), polynomial(r, -2, -2), r).times(power);
    var h = part.plus(fma(power, -0.5, 0.5));
    var complement = fma(power, 0.5, 0.5).minus(part);
    return LowFormat.withSign(h.dividedBy(complement), x);
  }
}
