package org.backprop.graph;

/** The gamma function and its derivatives in double precision. */
final class Special {
  /** Where the gamma function is smallest, the logarithm there, and what these lack. */
  private static final double TC = 1.4616321449683622;

  private static final double TC_TAIL = 9.549995429965697e-17;
  private static final double TF = -0.12148629053584961;
  private static final double TT = -3.638676997039505e-18;

  private static final double[] A = {
    0.07721566490153287, 0.3224670334241136, 0.06735230105312927, 0.020580808432516733,
    0.007385550860814029, 0.0028905138367341563, 0.0011927076318336207, 0.0005100697921535113,
    0.00022086279071390839, 0.00010801156724758394, 2.5214456545125733e-05, 4.4864094961891516e-05
  };
  private static final double[] T = {
    0.48383612272381005, -0.1475877229945939, 0.06462494023913339, -0.032788541075985965,
    0.01797067508118204, -0.010314224129834144, 0.006100538702462913, -0.0036845201678113826,
    0.0022596478090061247, -0.0014034646998923284, 0.000881081882437654, -0.0005385953053567405,
    0.00031563207090362595, -0.00031275416837512086, 0.0003355291926355191
  };
  private static final double[] U = {
    -0.07721566490153287, 0.6328270640250934, 1.4549225013723477,
    0.9777175279633727, 0.22896372806469245, 0.013381091853678766
  };
  private static final double[] V = {
    1.0, 2.4559779371304113, 2.128489763798934,
    0.7692851504566728, 0.10422264559336913, 0.003217092422824239
  };
  private static final double[] S = {
    -0.07721566490153287, 0.21498241596060885, 0.325778796408931,
    0.14635047265246445, 0.02664227030336386, 0.0018402845140733772,
    3.194753265841009e-05
  };
  private static final double[] R = {
    1.0, 1.3920053346762105, 0.7219355475671381,
    0.17193386563280308, 0.01864591917156529, 0.0007779424963818936,
    7.326684307446256e-06
  };
  private static final double[] W = {
    0.08333333333333297, -0.0027777777772877554, 0.0007936505586430196,
    -0.00059518755745034, 0.0008363399189962821, -0.0016309293409657527
  };
  private static final double W0 = 0.4189385332046727;

  /** The Taylor coefficients of digamma about its zero, from that of h on. */
  private static final double[] DIGAMMA = {
    0.9676722454476212, -0.4427631689835921, 0.258499760955651, -0.16394270544240652,
    0.10782405069126237, -0.07219956125645471, 0.04880428816414311, -0.03316112647484736,
    0.022597648232218104, -0.01542476590494896, 0.010538791616612175, -0.007204534386356869,
    0.004926781395729853, -0.003369801655439328, 0.002305126326734928, -0.0015769367714301972
  };

  /** The Bernoulli numbers B2, B4, ... */
  private static final double[] BERNOULLI = {
    1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66,
    -691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798, -174611.0 / 330
  };

  private Special() {}

  /**
   * log |gamma(x)|, by reflection below 0; the polynomials are fdlibm's (Sun Microsystems, freely
   * distributable).
   */
  static double lgamma(double x) {
    if (Double.isNaN(x) || Double.isInfinite(x)) {
      return x * x;
    }
    if (x <= 0) {
      var sine = Math.abs(Math.sin(Math.PI * (x - Math.rint(x))));
      return sine == 0 ? Double.POSITIVE_INFINITY : Math.log(Math.PI / sine) - lgamma(1 - x);
    }
    if (x == 1) {
      return 0;
    }
    if (x < 2) {
      return x <= 0.9 ? lgammaNear(x + 1) - Math.log(x) : lgammaNear(x);
    }
    if (x < 8) {
      var y = x - Math.floor(x);
      var product = 1.0;
      for (var factor = x - 1; factor >= 2; factor--) {
        product *= factor;
      }
      return 0.5 * y + y * horner(S, y) / horner(R, y) + Math.log(product);
    }
    var z = 1 / x;
    return (x - 0.5) * (Math.log(x) - 1) + (W0 + z * horner(W, z * z));
  }

  /** For x from 0.9 to 2, from the nearest of 2, the minimum, and 1. */
  private static double lgammaNear(double x) {
    if (x >= 1.7316) {
      var y = 2 - x;
      return y * horner(A, y) - 0.5 * y;
    }
    if (x >= 1.23164) {
      var y = x - TC;
      return TF + (y * y * horner(T, y) - TT);
    }
    var y = x - 1;
    return y * horner(U, y) / horner(V, y) - 0.5 * y;
  }

  /**
   * The derivative of order {@code n + 1} of lgamma: by its recurrence to where the asymptotic
   * series holds (Abramowitz and Stegun 6.4.6 and 6.4.11), below 0 by reflection (6.4.7), and near
   * the positive zero of digamma by the Taylor series there.
   */
  static double polygamma(int n, double x) {
    if (x <= 0 && x == Math.rint(x)) {
      return atPole(n, x);
    }
    if (x < 0) {
      var reflected = polygamma(n, 1 - x);
      return (n % 2 == 0 ? reflected : -reflected) - cotangent(n, x);
    }
    if (n == 0 && Math.abs(x - TC) < 0.125) {
      var h = x - TC - TC_TAIL;
      return h * horner(DIGAMMA, h);
    }
    var factorial = 1.0;
    for (var k = 2; k <= n; k++) {
      factorial *= k;
    }
    var sum = 0.0;
    var at = x;
    while (at < 15 + n) {
      sum += 1 / power(at, n + 1);
      at++;
    }
    var tail = n == 0 ? Math.log(at) - sum : factorial * sum + factorial / n / power(at, n);
    var sign = n == 0 ? -1 : 1;
    var term = factorial / (n == 0 ? 1 : n) / power(at, n);
    tail += sign * factorial / (2 * power(at, n + 1));
    for (var k = 1; k <= BERNOULLI.length; k++) {
      var first = 2 * k + n - 2;
      term *= (n == 0 && k == 1 ? 1 : first) * (first + 1.0) / ((2 * k - 1) * (2.0 * k) * at * at);
      tail += sign * BERNOULLI[k - 1] * term;
    }
    return n == 0 || n % 2 == 1 ? tail : -tail;
  }

  /** Infinite where both sides of the pole are alike, or at a zero whose sign names the side. */
  private static double atPole(int n, double x) {
    if (n % 2 == 1) {
      return Double.POSITIVE_INFINITY;
    }
    return x == 0 ? -1 / x : Double.NaN;
  }

  /**
   * Pi times the derivative of order n of cot(pi x): a polynomial in cot(pi x), whose derivative is
   * {@code -pi (1 + cot(pi x)^2)}.
   */
  private static double cotangent(int n, double x) {
    var r = x - Math.rint(x);
    var near = Math.PI * (0.5 - Math.abs(r));
    var c = Math.abs(r) < 0.25 ? 1 / Math.tan(Math.PI * r) : Math.copySign(Math.tan(near), r);
    var coefficients = new double[] {0, Math.PI};
    for (var k = 0; k < n; k++) {
      var next = new double[coefficients.length + 1];
      for (var i = 1; i < coefficients.length; i++) {
        var slope = -Math.PI * i * coefficients[i];
        next[i - 1] += slope;
        next[i + 1] += slope;
      }
      coefficients = next;
    }
    return horner(coefficients, c);
  }

  private static double power(double x, int n) {
    var power = 1.0;
    for (var i = 0; i < n; i++) {
      power *= x;
    }
    return power;
  }

  /** A polynomial, lowest coefficient first. */
  static double horner(double[] coefficients, double x) {
    var value = 0.0;
    for (var i = coefficients.length - 1; i >= 0; i--) {
      value = value * x + coefficients[i];
    }
    return value;
  }
}
