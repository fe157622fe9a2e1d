package org.backprop.lower;

import static org.backprop.lower.LowerFormat.fma;

import org.backprop.graph.Node;

/** The natural logarithm and functions of it, by a polynomial about 1. */
final class LowerLog {
  /** The least of the factors: the greatest is twice as large, and 1 is between them. */
  private static final double LEAST = 2.0 / 3;

  /** (log(1 + x) - x) / x^2 for |x| at most 1/3; log(1 + x) has a relative error of 2^-27.5. */
  private static final double[] SINGLE = {
    -0.5,
    0.33333215f,
    -0.24999797f,
    0.20010412f,
    -0.1668052f,
    0.14005752f,
    -0.12183813f,
    0.13985083f,
    -0.12893663f
  };

  /** The same with a relative error of 2^-56.6. */
  private static final double[] DOUBLE = {
    -0.5,
    0.3333333333333329,
    -0.2500000000001227,
    0.20000000000040566,
    -0.16666666663127921,
    0.14285714277821124,
    -0.12500000374703557,
    0.11111111778198893,
    -0.09999979838219657,
    0.09090878384021343,
    -0.08333960131164768,
    0.07693156692846738,
    -0.07130953556783468,
    0.06651967630210319,
    -0.06389611180301441,
    0.0604220167409929,
    -0.04579170884980831,
    0.042142829696982936,
    -0.08614420823512185,
    0.08432192854380963
  };

  /** log(1 + x) / x from 0 to 1, with a relative error of 2^-24.8. */
  private static final double[] UNIT_SINGLE = {
    1,
    -0.49999648f,
    0.3332133f,
    -0.24857214f,
    0.1915382f,
    -0.13754088f,
    0.079207174f,
    -0.030066999f,
    0.0053650294f
  };

  /** The same with a relative error of 2^-56.6. */
  private static final double[] UNIT_DOUBLE = {
    1,
    -0.4999999999999946,
    0.33333333333235116,
    -0.24999999993679786,
    0.19999999791401296,
    -0.16666662499705726,
    0.14285658909698398,
    -0.12499479704848411,
    0.1110750649777396,
    -0.0998101699829735,
    0.09013160305898682,
    -0.08081228258511619,
    0.07035575511263033,
    -0.057502538371752794,
    0.042300750309489536,
    -0.02674454854786851,
    0.013838992612794277,
    -0.005543310074960029,
    0.0015958100888846982,
    -0.00029177575826836686,
    2.5331359345157212e-05
  };

  private LowerLog() {}

  static Node log(Node x) {
    var parts = LowerParts.ofPositive(x, LEAST);
    return atTheEnds(x, x, sum(parts.factor().minus(1), parts.negativeExponent()));
  }

  /** log(1 + x), where the part 1 + x of it loses no digit of x. */
  static Node log1p(Node x) {
    var u = x.plus(1);
    var parts = LowerParts.ofNormal(u, LEAST);
    var scale = parts.scale();
    var rest = x.times(scale).minus(x.constant(4).minus(scale)).times(0.25);
    var log = sum(rest, parts.negativeExponent());
    return atTheEnds(x, u, log);
  }

  /** log(1 + rest) - negativeExponent log 2. */
  private static Node sum(Node rest, Node negativeExponent) {
    var q = LowerFormat.polynomial(rest, LowerFormat.pick(rest, SINGLE, DOUBLE));
    return fma(negativeExponent, -LowerReduced.LOG_2, fma(rest.squared(), q, rest));
  }

  /** The logarithm of a positive finite number, extended to all others. */
  private static Node atTheEnds(Node x, Node number, Node log) {
    var above = Node.select(x.lessThan(x.constant(Double.POSITIVE_INFINITY)), log, x);
    var zero = x.zeros();
    var others =
        Node.select(
            number.equalTo(zero), x.constant(Double.NEGATIVE_INFINITY), x.constant(Double.NaN));
    return Node.select(zero.lessThan(number), above, others);
  }

  /** log(1 + exp(x)) = max(x, 0) + log(1 + exp(-|x|)). */
  static Node softplus(Node x) {
    var e = LowerExp.ofNegative(x.abs());
    var q = LowerFormat.polynomial(e, LowerFormat.pick(x, UNIT_SINGLE, UNIT_DOUBLE));
    return fma(q, e, LowerFormat.atLeast(x, 0));
  }
}
