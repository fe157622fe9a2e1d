package org.backprop.graph;

/**
 * The error function and the normal distribution in double precision; the polynomials are fdlibm's
 * (Sun Microsystems, freely distributable).
 */
final class ErrorFunctions {
  private static final double ERX = 0.8450629115104675;

  private static final double[] PP = {
    0.12837916709551256, -0.3250421072470015,
    -0.02848174957559851, -0.005770270296489442,
    -2.3763016656650163e-05
  };
  private static final double[] QQ = {
    1.0, 0.39791722395915535, 0.0650222499887673,
    0.005081306281875766, 0.00013249473800432164, -3.960228278775368e-06
  };
  private static final double[] PA = {
    -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013,
    0.31834661990116175, -0.11089469428239668, 0.035478304325618236,
    -0.002166375594868791
  };
  private static final double[] QA = {
    1.0, 0.10642088040084423, 0.540397917702171,
    0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
    0.011984499846799107
  };
  private static final double[] RA = {
    -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006,
    -162.39666946257347, -184.60509290671104, -81.2874355063066, -9.814329344169145
  };
  private static final double[] SA = {
    1.0, 19.651271667439257, 137.65775414351904,
    434.56587747522923, 645.3872717332679, 429.00814002756783,
    108.63500554177944, 6.570249770319282, -0.0604244152148581
  };
  private static final double[] RB = {
    -0.0098649429247001, -0.799283237680523, -17.757954917754752,
    -160.63638485582192, -637.5664433683896, -1025.0951316110772,
    -483.5191916086514
  };
  private static final double[] SB = {
    1.0, 30.33806074348246, 325.7925129965739, 1536.729586084437,
    3199.8582195085955, 2553.0504064331644, 474.52854120695537, -22.44095244658582
  };

  /** The end of the last polynomial. */
  private static final double LARGE = 28;

  private static final double SQRT_PI = Math.sqrt(Math.PI);
  private static final double SQRT_HALF = Math.sqrt(0.5);

  /** {@code sqrt(2 / pi)}. */
  private static final double SQRT_2_PI = 0.7978845608028654;

  private ErrorFunctions() {}

  /** The error function. */
  static double erf(double x) {
    var size = Math.abs(x);
    if (size < 0.84375) {
      return x + x * ratio(size);
    }
    if (size < 1.25) {
      return Math.copySign(ERX + ratioNearOne(size), x);
    }
    return Double.isNaN(x) ? x : Math.copySign(1 - erfc(size), x);
  }

  /** erf(x) / x - 1. */
  private static double ratio(double size) {
    var z = size * size;
    return Special.horner(PP, z) / Special.horner(QQ, z);
  }

  private static double ratioNearOne(double size) {
    return Special.horner(PA, size - 1) / Special.horner(QA, size - 1);
  }

  /** 1 - erf(x), which keeps its digits where erf(x) is near 1. */
  static double erfc(double x) {
    return x < 0 ? 2 - upper(-x) : upper(x);
  }

  private static double upper(double x) {
    if (x < 0.5) {
      return 1 - (x + x * ratio(x));
    }
    if (x < 0.84375) {
      return 0.5 - (x - 0.5 + x * ratio(x));
    }
    return x < 1.25 ? 1 - ERX - ratioNearOne(x) : gaussian(1, x) * scaled(x);
  }

  /** exp(x^2) erfc(x) for x from 0 to Infinity, which goes to 0 as 1 / x does. */
  static double scaled(double x) {
    if (x < 1.25) {
      return Math.exp(x * x) * upper(x);
    }
    var s = 1 / (x * x);
    if (x > LARGE) {
      return asymptotic(s) / (x * SQRT_PI);
    }
    var small = x < 1 / 0.35;
    var ratio =
        small
            ? Special.horner(RA, s) / Special.horner(SA, s)
            : Special.horner(RB, s) / Special.horner(SB, s);
    return Math.exp(ratio - 0.5625) / x;
  }

  /** {@code 1 - s / 2 + 3 s^2 / 4 - ...}. */
  private static double asymptotic(double s) {
    var value = 1.0;
    for (var k = 12; k > 0; k--) {
      value = 1 - (k - 0.5) * s * value;
    }
    return value;
  }

  /** {@code exp(-factor x^2)}, in which x^2 is not rounded. */
  static double gaussian(double factor, double x) {
    var z = factor * x;
    var square = z * x;
    if (square > 800) {
      return 0;
    }
    var rest = Math.fma(z, x, -square);
    var value = Math.exp(-square);
    return value - value * rest;
  }

  /** The standard normal distribution function. */
  static double normal(double x) {
    return x > 0 ? 1 - lower(x) : lower(-x);
  }

  /** The distribution function at -size. */
  private static double lower(double size) {
    var a = size * SQRT_HALF;
    return a < 1.25 ? 0.5 * upper(a) : 0.5 * gaussian(0.5, size) * scaled(a);
  }

  static double logNormal(double x) {
    if (x > -1) {
      return Math.log1p(-normal(-x));
    }
    return Math.log(0.5 * scaled(-x * SQRT_HALF)) - 0.5 * x * x;
  }

  /** The normal density over the distribution function. */
  static double inverseMills(double x) {
    if (x < -1e10) {
      return -x;
    }
    return x > 0
        ? 0.5 * SQRT_2_PI * gaussian(0.5, x) / normal(x)
        : SQRT_2_PI / scaled(-x * SQRT_HALF);
  }

  /** {@code x + inverseMills(x)}, far below 0 by the continued fraction 1 / (t + 2 / (t + ...)). */
  static double inverseMillsExcess(double x) {
    if (!(x < -2)) {
      return x + inverseMills(x);
    }
    var rest = 0.0;
    for (var k = 120; k > 0; k--) {
      rest = k / (rest - x);
    }
    return rest;
  }
}
