package org.backprop.lower;

import static org.backprop.lower.LowerFormat.fma;

import org.backprop.graph.Node;

/**
 * Sine and cosine, by a polynomial over half a turn. The angle less a multiple of pi is exact to
 * the last place as long as its size is at most 10^5 in FLOAT32 and 10^9 in FLOAT64; beyond, {@link
 * StrictMath} computes the elements one by one.
 */
final class LowerSine {
  /**
   * (sin(x) / x - 1) / x^2 in x^2 for |x| at most pi / 2; sin(x) has a relative error of 2^-27.2.
   */
  private static final double[] SINGLE = {
    -0.1666666f, 0.008333069f, -0.00019809778f, 2.606103e-06f
  };

  /** The same; sin(x) has a relative error of 2^-61.6. */
  private static final double[] DOUBLE = {
    -0.16666666666666666, 0.008333333333333193, -0.0001984126984120883, 2.75573192110696e-06,
    -2.505210686649682e-08, 1.6058939382969435e-10, -7.64298292502905e-13, 2.721083087071851e-15
  };

  /** Pi in three parts, each rounded down, so that the sign of 0 stays. */
  private static final double[] PI_SINGLE = {0x1.921fb4p1, 0x1.4442dp-23, 0x1.84698ap-47};

  private static final double[] PI_DOUBLE = {
    0x1.921fb54442d18p1, 0x1.1a62633145c06p-53, 0x1.c1cd129024e09p-106
  };

  private LowerSine() {}

  static Node sin(Node x) {
    var rounder = rounder(x);
    var sum = fma(x, 1 / Math.PI, rounder);
    var sine = Node.select(x.equalTo(x.zeros()), x, sine(x, sum.minus(rounder), sum));
    return Node.of(new FarSine(), isFar(x), x, sine);
  }

  /** cos(x) = sin(x - (k + 1/2) pi), negated if k is even. */
  static Node cos(Node x) {
    var rounder = rounder(x);
    var sum = fma(x, 1 / Math.PI, -0.5).plus(rounder + 1);
    var cosine = sine(x, sum.minus(rounder + 1).plus(0.5), sum);
    return Node.of(new FarCosine(), isFar(x), x, cosine);
  }

  private static Node isFar(Node x) {
    return x.constant(LowerFormat.pick(x, 1e5, 1e9)).lessThan(x.abs());
  }

  private static double rounder(Node x) {
    return 1.5 * Math.scalb(1.0, LowerFormat.of(x).fraction);
  }

  /** sin(x - turns pi), negated if the last bit of the parity is 1. */
  private static Node sine(Node x, Node turns, Node parity) {
    var r = x;
    for (var part : LowerFormat.pick(x, PI_SINGLE, PI_DOUBLE)) {
      r = fma(turns, -part, r);
    }
    var square = r.squared();
    var q = LowerFormat.polynomial(square, LowerFormat.pick(x, SINGLE, DOUBLE));
    var sine = fma(square.times(r), q, r);
    var format = LowerFormat.of(x);
    var sign = LowerFormat.bits(parity).shiftLeft(format == LowerFormat.SINGLE ? 31 : 63);
    return LowerFormat.number(LowerFormat.bits(sine).xor(sign));
  }
}
