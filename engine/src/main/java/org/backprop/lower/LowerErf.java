package org.backprop.lower;

import static org.backprop.lower.LowerFormat.fma;

import org.backprop.graph.Node;

/** The error function, by a polynomial near 0 and as 1 - exp(-polynomial) beyond 1. */
final class LowerErf {
  /** erf(x) / x - 1 in x^2 for |x| at most 1; erf(x) has a relative error of 2^-29. */
  private static final double[] SINGLE = {
    0.12837917f,
    -0.37612626f,
    0.112835854f,
    -0.026853815f,
    0.0051883315f,
    -0.00080102286f,
    7.85398e-05f
  };

  /** The same with a relative error of 2^-56.9. */
  private static final double[] DOUBLE = {
    0.12837916709551256, -0.3761263890318352, 0.1128379167094419, -0.02686617064311235,
    0.005223977606125526, -0.0008548325929646148, 0.00012055293586674609, -1.4924712487322153e-05,
    1.6447133827759935e-06, -1.6206330796511796e-07, 1.3711052959081636e-08, -7.779601643077506e-10
  };

  /** -log(1 - erf(x)) from 1 to 4, where erf(x) has an error of 2^-28.3. */
  private static final double[] TAIL_SINGLE = {
    0.0003537935f,
    1.1270397f,
    0.6382264f,
    0.10303669f,
    -0.021804953f,
    0.0029395055f,
    -0.00018556259f
  };

  /** The same from 1 to 6 with an error of 2^-57.1. */
  private static final double[] TAIL_DOUBLE = {
    5.134675913555373e-07, 1.1283739895327791, 0.6366440648498372, 0.1027022628703925,
    -0.018987990652559537, -0.0004136084459302955, 0.001919021939736992, -0.0007731058878587573,
    0.00013659474532765983, 1.9503150132649405e-05, -2.252495654674769e-05, 8.576283567691105e-06,
    -2.1141889809678227e-06, 3.6945208688332806e-07, -4.591780821132026e-08, 3.888568946473815e-09,
    -2.0195088504605948e-10, 4.862868570054249e-12
  };

  private LowerErf() {}

  static Node erf(Node x) {
    var q = LowerFormat.polynomial(x.squared(), LowerFormat.pick(x, SINGLE, DOUBLE));
    var size = x.abs();
    var bounded = LowerFormat.atMost(size, LowerFormat.pick(x, 4, 6));
    var exponent = LowerFormat.polynomial(bounded, LowerFormat.pick(x, TAIL_SINGLE, TAIL_DOUBLE));
    var tail = LowerExp.ofModerateNegative(exponent).oneMinus();
    return Node.select(size.lessThan(x.constant(1)), fma(q, x, x), LowerFormat.withSign(tail, x));
  }
}
