package org.backprop.likelihood;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * The Poisson distribution for counts of any size, by the saddle-point expansion, which adds no
 * large terms of opposite sign (Loader, Fast and Accurate Computation of Binomial Probabilities,
 * 2000).
 */
final class Counts {
  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  /** From this mean on, a quantile is that of the Cornish-Fisher expansion. */
  private static final double LARGE = 1e7;

  private static final int SMALL_COUNT = 16;

  private Counts() {}

  /** log P(y); {@code logMean} is finite also where the mean is rounded to 0. */
  static double logProbability(double y, double mean, double logMean) {
    return y == 0
        ? 0 - mean
        : -divergence(y, mean, logMean) - stirlingError(y) - HALF_LOG_TWO_PI - 0.5 * Math.log(y);
  }

  /** {@code y log(y / mean) - y + mean}, half the deviance. */
  static double divergence(double y, double mean, double logMean) {
    if (y == 0) {
      return mean;
    }
    var distance = (y - mean) / (y + mean);
    if (!(Math.abs(distance) < 0.1)) {
      return y * (Math.log(y) - logMean) - y + mean;
    }
    // y log(y / mean) = 2 y atanh(distance)
    var sum = (y - mean) * distance;
    var term = 2 * y * distance;
    for (var i = 3; i < 1000; i += 2) {
      term *= distance * distance;
      var next = sum + term / i;
      if (next == sum) {
        break;
      }
      sum = next;
    }
    return sum;
  }

  /** {@code log y! - (y + 1/2) log y + y - log(2 pi) / 2} of a whole number from 1. */
  private static double stirlingError(double y) {
    if (y >= SMALL_COUNT) {
      var squared = y * y;
      return (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - 1 / 1680.0 / squared) / squared) / squared) / y;
    }
    var logFactorial = 0.0;
    for (var k = 2; k <= y; k++) {
      logFactorial += Math.log(k);
    }
    return logFactorial - (y + 0.5) * Math.log(y) + y - HALF_LOG_TWO_PI;
  }

  static double quantile(double p, double mean) {
    if (mean == 0 || Double.isInfinite(mean)) {
      return mean;
    }
    if (mean < LARGE) {
      return PoissonDistribution.of(mean).inverseCumulativeProbability(p);
    }
    var z = NormalDistribution.of(0, 1).inverseCumulativeProbability(p);
    return Math.floor(mean + Math.sqrt(mean) * z + (z * z - 1) / 6 + 0.5);
  }
}
