package org.backprop.graph;

/**
 * The regularised incomplete gamma function and its derivatives by the shape, each number computed
 * as the first coefficients of its Taylor series in the shape.
 */
final class GammaSeries {
  private static final int MOST_TERMS = 100_000;
  private static final double TINY = 1e-300;

  private GammaSeries() {}

  /** The derivative of P(a, x) of an order by a. */
  static double incomplete(int order, double a, double x) {
    if (!(a >= 0 && x >= 0) || (a == 0 && x == 0)) {
      return Double.NaN;
    }
    if (x == 0 || x == Double.POSITIVE_INFINITY || a == Double.POSITIVE_INFINITY || a == 0) {
      return atEnd(order, a, x);
    }
    var value = x < a + 1 ? lower(order, a, x) : complement(upper(order, a, x));
    var factorial = 1.0;
    for (var k = 2; k <= order; k++) {
      factorial *= k;
    }
    return value[order] * factorial;
  }

  private static double atEnd(int order, double a, double x) {
    if (a == 0 && order > 0 && x < Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    return order == 0 && (a == 0 || x == Double.POSITIVE_INFINITY) ? 1 : 0;
  }

  /** The sum of {@code x^(a+n) exp(-x) / gamma(a + n + 1)} over n from 0. */
  private static double[] lower(int order, double a, double x) {
    var term = factor(order, a + 1, x, a * Math.log(x));
    var sum = term.clone();
    for (var n = 1; n < MOST_TERMS; n++) {
      term = quotient(term, shape(order, (a + n) / x, 1 / x));
      add(sum, term);
      if (Math.abs(term[order]) <= 1e-17 * Math.abs(sum[order]) && n > x - a) {
        break;
      }
    }
    return sum;
  }

  /** {@code 1 - P} by its continued fraction (Abramowitz and Stegun 6.5.31), by Lentz' method. */
  private static double[] upper(int order, double a, double x) {
    var b = shape(order, x + 1 - a, -1);
    var c = shape(order, 1 / TINY, 0);
    var d = quotient(shape(order, 1, 0), b);
    var fraction = d;
    for (var n = 1; n < MOST_TERMS; n++) {
      var numerator = shape(order, n * (a - n), n);
      b = b.clone();
      b[0] += 2;
      d = product(numerator, d);
      add(d, b);
      d = quotient(shape(order, 1, 0), d);
      c = quotient(numerator, c);
      add(c, b);
      var step = product(c, d);
      fraction = product(fraction, step);
      step[0] -= 1;
      if (isSmall(step)) {
        break;
      }
    }
    return product(factor(order, a, x, a * Math.log(x)), fraction);
  }

  private static boolean isSmall(double[] step) {
    for (var coefficient : step) {
      if (!(Math.abs(coefficient) < 1e-16)) {
        return false;
      }
    }
    return true;
  }

  /** {@code exp(power - x) / gamma(c)}, where power and c change with the shape. */
  private static double[] factor(int order, double c, double x, double power) {
    var exponent = new double[order + 1];
    exponent[0] = power - x - Special.lgamma(c);
    var factorial = 1.0;
    for (var k = 1; k <= order; k++) {
      factorial *= k;
      exponent[k] = ((k == 1 ? Math.log(x) : 0) - Special.polygamma(k - 1, c)) / factorial;
    }
    var result = new double[order + 1];
    result[0] = Math.exp(exponent[0]);
    for (var k = 1; k <= order; k++) {
      for (var j = 1; j <= k; j++) {
        result[k] += j * exponent[j] * result[k - j] / k;
      }
    }
    return result;
  }

  /** A number that depends linearly on the shape. */
  private static double[] shape(int order, double value, double slope) {
    var series = new double[order + 1];
    series[0] = value;
    if (order > 0) {
      series[1] = slope;
    }
    return series;
  }

  private static double[] complement(double[] a) {
    var result = new double[a.length];
    for (var k = 0; k < a.length; k++) {
      result[k] = (k == 0 ? 1 : 0) - a[k];
    }
    return result;
  }

  private static void add(double[] sum, double[] more) {
    for (var k = 0; k < sum.length; k++) {
      sum[k] += more[k];
    }
  }

  private static double[] product(double[] a, double[] b) {
    var result = new double[a.length];
    for (var k = 0; k < a.length; k++) {
      for (var j = 0; j <= k; j++) {
        result[k] += a[j] * b[k - j];
      }
    }
    return result;
  }

  private static double[] quotient(double[] a, double[] b) {
    var result = new double[a.length];
    for (var k = 0; k < a.length; k++) {
      var rest = a[k];
      for (var j = 1; j <= k; j++) {
        rest -= b[j] * result[k - j];
      }
      result[k] = rest / b[0];
    }
    return result;
  }
}
