package org.backprop.lower;

import static org.backprop.lower.LowerFormat.fma;

import org.backprop.graph.Node;

/** The exponential function and functions of it, by a polynomial and a power of two. */
final class LowerExp {
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

  private LowerExp() {}

  /** exp(factor x) where factor x is small. */
  private static Node small(Node x, double factor) {
    var q = polynomial(x, factor, factor * factor);
    return fma(fma(q, x, factor), x, 1);
  }

  /** The polynomial at factor x, times a number. */
  private static Node polynomial(Node x, double factor, double times) {
    var scaled = LowerFormat.pick(x, SINGLE, DOUBLE).clone();
    var scale = times;
    for (var i = 0; i < scaled.length; i++) {
      scaled[i] *= scale;
      scale *= factor;
    }
    return LowerFormat.polynomial(x, scaled);
  }

  /** exp(x) over the whole range, down to subnormal values. */
  static Node exp(Node x) {
    var bounded =
        LowerFormat.atLeast(LowerFormat.atMost(x, LowerFormat.pick(x, 89, 710)), least(x));
    var scale = Scale.of(x);
    var reduced = LowerReduced.of(bounded, 1, scale.rounder);
    return small(reduced.rest(), 1).times(reduced.power()).times(scale.rest);
  }

  /** Two to the power of the sum of two numbers, of which the second is small beside the first. */
  static Node powerOfTwo(LowerPair exponent) {
    var high = exponent.high();
    var format = LowerFormat.of(high);
    var least = -format.bias - format.fraction - 1;
    var bounded = LowerFormat.atLeast(LowerFormat.atMost(high, format.bias + 1), least);
    var low = Node.select(high.equalTo(bounded), exponent.low(), high.zeros());
    var scale = Scale.of(high);
    var sum = bounded.plus(scale.rounder);
    var rest = bounded.minus(sum.minus(scale.rounder)).plus(low);
    return small(rest.times(LowerReduced.LOG_2), 1)
        .times(LowerReduced.power(sum))
        .times(scale.rest);
  }

  /**
   * A power of two in two steps, since one alone may be out of range at either end: the first is
   * made larger for negative exponents, smaller for others, and the rest is constant.
   */
  private record Scale(Node rounder, Node rest) {
    static Scale of(Node exponent) {
      var negative = exponent.lessThan(exponent.zeros());
      var up = up(exponent);
      return new Scale(
          Node.select(
              negative, LowerReduced.rounder(exponent, up), LowerReduced.rounder(exponent, -1)),
          Node.select(negative, exponent.constant(Math.scalb(1.0, -up)), exponent.constant(2)));
    }

    /**
     * The number of powers of two below the least normal number, and one more that is rounded to 0.
     */
    static int up(Node x) {
      return LowerFormat.of(x).fraction + 1;
    }
  }

  /**
   * There exp(x) is 0 by its power of two: values that are subnormal take a machine much longer.
   */
  private static double least(Node x) {
    return LowerFormat.pick(x, -105, -746);
  }

  /** exp(-size) for a size that is not negative; subnormal values are made in a second step. */
  static Node ofNegative(Node size) {
    var up = Scale.up(size);
    var bounded = LowerFormat.atMost(size, -least(size));
    var reduced = LowerReduced.of(bounded, -1, LowerReduced.rounder(size, up));
    return small(reduced.rest(), -1).times(reduced.power()).times(Math.scalb(1.0, -up));
  }

  /** exp(-size), to be added to 1, for a size that is neither negative nor large. */
  static Node ofModerateNegative(Node size) {
    var reduced = LowerReduced.roughly(size, -1);
    return small(reduced.rest(), -1).times(reduced.power());
  }

  /**
   * exp(x) - 1 = 2 (p m + p - 1 / 2) where m = exp(rest) - 1 keeps all its digits near 0 and p is
   * half of the power of two, so that it is in range.
   */
  static Node expm1(Node x) {
    var least = LowerFormat.pick(x, -18, -38);
    var bounded = LowerFormat.atLeast(LowerFormat.atMost(x, LowerFormat.pick(x, 89, 710)), least);
    var reduced = LowerReduced.of(bounded, 1, LowerReduced.rounder(x, -1));
    var r = reduced.rest();
    var power = reduced.power();
    var part = fma(r.squared(), polynomial(r, 1, 1), r).times(power);
    var difference = part.minus(power.constant(0.5).minus(power)).times(2);
    var tiny = LowerFormat.pick(x, Float.MIN_NORMAL, Double.MIN_NORMAL);
    return Node.select(x.abs().lessThan(x.constant(tiny)), x, difference);
  }

  /** 1 / (1 + exp(-x)), from exp(-|x|), which cannot overflow. */
  static Node sigmoid(Node x) {
    var e = ofNegative(x.abs());
    return Node.select(x.lessThan(x.zeros()), e, x.constant(1)).dividedBy(e.plus(1));
  }

  /** {@code e / (1 + e)^2} where e = exp(-|x|). */
  static Node logisticDensity(Node x) {
    var e = ofNegative(x.abs());
    return e.dividedBy(e.plus(1).squared());
  }

  /** {@code 1 / cosh(x)^2 = e (1 + |tanh(x)|)^2} where e = exp(-2 |x|). */
  static Node sechSquared(Node x) {
    return ofNegative(x.plus(x).abs()).times(x.tanh().abs().plus(1).squared());
  }

  /**
   * tanh(x) = h / (1 - h) with the sign of x, where h = (1 - exp(-2 |x|)) / 2 keeps all its digits
   * near 0: exp(-2 |x|) is p (1 - 2 m) with a power p that is 1 there.
   */
  static Node tanh(Node x) {
    var bounded = LowerFormat.atMost(x.abs(), LowerFormat.pick(x, 10, 22));
    var reduced = LowerReduced.roughly(bounded, -2);
    var r = reduced.rest();
    var power = reduced.power();
    var part = fma(r.squared(), polynomial(r, -2, -2), r).times(power);
    var h = part.plus(fma(power, -0.5, 0.5));
    var complement = fma(power, 0.5, 0.5).minus(part);
    return LowerFormat.withSign(h.dividedBy(complement), x);
  }
}
