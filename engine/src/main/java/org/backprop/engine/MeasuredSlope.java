package org.backprop.engine;

import org.backprop.engine.GradientCheck.Element;
import org.backprop.engine.GradientCheck.Verdict;

/**
 * A gradient beside its difference quotient, before the two are judged.
 *
 * @param of the number of the tensor, -1 for a direction
 * @param index of the element in it, -1 for a direction
 * @param step the distance h of the quotient
 * @param rounding the least error of the quotient, from the loss's rounding error and its curvature
 */
record MeasuredSlope(
    DifferenceQuotients quotients,
    String place,
    int of,
    int index,
    double gradient,
    double quotient,
    double step,
    double rounding) {
  private static final double STEP = 1e-4;
  private static final double SMALLEST_STEP = 1e-30;

  /** Below this multiple of its rounding error a slope is not resolved. */
  private static final int RESOLVED = 10;

  static MeasuredSlope of(
      DifferenceQuotients quotients, String place, int of, int index, double gradient) {
    var step = step(quotients);
    var quotient = quotients.extrapolated(step);
    var rounding = quotients.leastError(step);
    return new MeasuredSlope(quotients, place, of, index, gradient, quotient, step, rounding);
  }

  /**
   * The distance to look at. Where so long a step leads out of where the loss is finite, as with
   * the logarithm of a small probability, it is a thousandth of the longest one that does not.
   */
  private static double step(DifferenceQuotients quotients) {
    var step = STEP;
    while (step > SMALLEST_STEP && !Double.isFinite(quotients.extrapolated(step))) {
      step /= 10;
    }
    return step == STEP ? STEP : step / 1000;
  }

  /**
   * The comparison.
   *
   * @param size what the tolerance is relative to
   * @param largest of the tensor; where this is not resolved, nothing was compared
   */
  Element element(double tolerance, double size, double largest) {
    var verdict = verdict(tolerance * size, largest);
    var resolved = verdict == Verdict.FAULT ? size : Math.max(size, rounding / tolerance);
    var distance = Math.abs(gradient - quotient);
    return new Element(
        place, index, gradient, quotient, distance == 0 ? 0 : distance / resolved, verdict);
  }

  /** The larger of gradient and quotient. */
  double size() {
    return Math.max(Math.abs(gradient), Math.abs(quotient));
  }

  private Verdict verdict(double allowed, double largest) {
    if (gradient == quotient) {
      return Verdict.AGREES;
    }
    if (isWithin(Math.max(allowed, rounding))) {
      return resolved(largest, rounding);
    }
    var observed = quotients.observedRoundingError(step);
    if (isWithin(observed)) {
      return resolved(largest, observed);
    }
    return quotients.hasKinkAround(gradient, step, allowed) ? Verdict.KINK : Verdict.FAULT;
  }

  private boolean isWithin(double distance) {
    return Math.abs(gradient - quotient) <= distance;
  }

  private static Verdict resolved(double largest, double rounding) {
    return largest < RESOLVED * rounding ? Verdict.TOO_SMALL : Verdict.AGREES;
  }
}
