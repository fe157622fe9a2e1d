package org.backprop.lower;

import static org.backprop.lower.LowerFormat.fma;

import org.backprop.graph.Node;

/** Angles, by a polynomial for tangents up to 1 and by what is missing to a right angle above. */
final class LowerAtan {
  /** (atan(s) / s - 1) / s^2 in s^2 for s from 0 to 1; atan(s) has a relative error of 2^-29. */
  private static final double[] SINGLE = {
    -0.33333334f, 0.1999995f, -0.14284004f, 0.11088262f, -0.08931827f,
    0.070319146f, -0.048960514f, 0.026305001f, -0.009144629f, 0.0014886919f
  };

  /** The same with a relative error of 2^-58. */
  private static final double[] DOUBLE = {
    -0.3333333333333333, 0.19999999999999554, -0.14285714285648404, 0.11111111107234799,
    -0.09090908969557403, 0.07692305354678655, -0.06666636435777692, 0.05882074956371294,
    -0.05261265735709454, 0.04752086773576656, -0.04308119655330471, 0.03872640214042632,
    -0.033750132001619734, 0.027567942297344678, -0.020238706986393514, 0.012756172907694298,
    -0.006575683344151699, 0.002622977891906089, -0.0007518472526973822, 0.0001368724853148122,
    -1.1832505417555692e-05
  };

  private LowerAtan() {}

  /** The angle for a tangent from 0 to 1. */
  private static Node small(Node s) {
    var square = s.squared();
    var q = LowerFormat.polynomial(square, LowerFormat.pick(s, SINGLE, DOUBLE));
    return fma(square.times(s), q, s);
  }

  /** What an angle lacks to a number of right angles, as which pi / 2 is taken in two parts. */
  private static Node rest(Node angle, int rightAngles) {
    var high = LowerFormat.pick(angle, 0x1.921fb6p0, 0x1.921fb54442d18p0);
    var low = LowerFormat.pick(angle, -0x1.777a5cp-25, 0x1.1a62633145c07p-54);
    return angle.negated().plus(rightAngles * low).plus(rightAngles * high);
  }

  static Node atan(Node x) {
    var size = x.abs();
    var large = x.constant(1).lessThan(size);
    var angle = small(Node.select(large, size.reciprocal(), size));
    return LowerFormat.withSign(Node.select(large, rest(angle, 1), angle), x);
  }

  static Node atan2(Node y, Node x) {
    var steep = x.abs().lessThan(y.abs());
    var part = Node.select(steep, x.abs(), y.abs());
    var whole = Node.select(steep, y.abs(), x.abs());
    var tangent = Node.select(whole.equalTo(whole.zeros()), whole.zeros(), part.dividedBy(whole));
    var infinite = part.constant(Double.POSITIVE_INFINITY);
    var angle = small(Node.select(part.equalTo(infinite), part.constant(1), tangent));
    var ahead = Node.select(steep, rest(angle, 1), angle);
    var behind = LowerFormat.withSign(x.constant(1), x).lessThan(x.zeros());
    return LowerFormat.withSign(Node.select(behind, rest(ahead, 2), ahead), y);
  }
}
