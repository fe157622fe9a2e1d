package org.backprop.lower;

import static org.backprop.lower.LowerFormat.fma;

import org.backprop.graph.Gaussian;
import org.backprop.graph.Node;

/**
 * The normal distribution function and its relatives: {@code erfc(a) = exp(-a^2) s(a)} for a that
 * is not negative, where s, which goes to 0 as 1 / a does, is a polynomial in (a - 4) / (a + 4)
 * over a + 4.
 */
final class LowerNormal {
  private static final double CENTER = 4;

  /** (a + 4) s(a) with a relative error of 2^-26. */
  private static final double[] SINGLE = {
    1.0959957f, -0.97654873f, 0.7732089f, -0.54085433f, 0.330849f, -0.17400473f,
    0.07639189f, -0.026396807f, 0.006094855f, -0.00022818416f, -0.00044553503f, 0.00012761133f
  };

  /** The same with a relative error of 2^-56. */
  private static final double[] DOUBLE = {
    1.095995661000491, -0.976548729080882, 0.7732087022652305, -0.5408538313132359,
    0.33085158787832425, -0.1740109372398951, 0.0763815149035804, -0.02637005334114636,
    0.006112055709425008, -0.0002809588561761663, -0.00045505297648525974, 0.0001768127558246703,
    -3.634189815734297e-06, -1.8860623869611058e-05, 4.692357838082307e-06, 1.423490191441101e-06,
    -8.436204025935691e-07, -7.434152285505024e-08, 1.2250562055092748e-07, -3.182121907694927e-10,
    -1.5265540766876378e-08, 7.222424596989434e-10, 1.2056126062974666e-09, -7.944018485510838e-11
  };

  private static final double SQRT_HALF = Math.sqrt(0.5);

  private LowerNormal() {}

  /**
   * s(size) times a factor. The quotient is taken as 2 a / (a + 4) - 1, which is exact to the last
   * place for small a, where s is steepest.
   */
  private static Node scaled(Node size, double factor) {
    var a = LowerFormat.atMost(size, 1e30);
    var reciprocal = fma(a, 0.5, CENTER / 2).reciprocal();
    var u = fma(a, reciprocal, -1);
    var coefficients = LowerFormat.pick(size, SINGLE, DOUBLE).clone();
    for (var i = 0; i < coefficients.length; i++) {
      coefficients[i] *= factor / 2;
    }
    return LowerFormat.polynomial(u, coefficients).times(reciprocal);
  }

  static Node erfc(Node x) {
    var upper = Node.of(new Gaussian(1), x).times(scaled(x.abs(), 1));
    return Node.select(x.lessThan(x.zeros()), upper.negated().plus(2), upper);
  }

  /** Half of s at the size of x in units of erfc. */
  private static Node half(Node x) {
    return scaled(x.abs().times(SQRT_HALF), 0.5);
  }

  /** The distribution function at -|x|. */
  private static Node lower(Node x) {
    return Node.of(new Gaussian(0.5), x).times(half(x));
  }

  static Node normal(Node x) {
    var lower = lower(x);
    return Node.select(x.zeros().lessThan(x), lower.oneMinus(), lower);
  }

  static Node logNormal(Node x) {
    var below = half(x).log().minus(x.times(0.5).times(x));
    return Node.select(x.lessThan(x.zeros()), below, lower(x).negated().log1p());
  }

  static Node inverseMills(Node x) {
    var density = 1 / Math.sqrt(2 * Math.PI);
    var below = half(x).reciprocal().times(density);
    var above = Node.of(new Gaussian(0.5), x).times(density).dividedBy(lower(x).oneMinus());
    var value = Node.select(x.lessThan(x.zeros()), below, above);
    return Node.select(x.lessThan(x.constant(-1e20)), x.negated(), value);
  }

  /** {@code exp(-factor x^2)}; what rounding takes from the square is a factor near 1. */
  static Node gaussian(double factor, Node x) {
    var most = Math.sqrt(LowerFormat.pick(x, 105, 746) / factor);
    var bounded = LowerFormat.atMost(x.abs(), most);
    var z = bounded.times(factor);
    var square = z.times(bounded);
    var rest = fma(z, bounded, square.negated());
    var value = LowerExp.ofNegative(square);
    return fma(value.negated(), rest, value);
  }
}
