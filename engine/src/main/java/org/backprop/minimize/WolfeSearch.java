package org.backprop.minimize;

import java.util.Optional;

/**
 * A step along a direction that satisfies the strong Wolfe conditions: the value falls by at least
 * a share of what the slope at the start promises, and the slope becomes at most a share of it
 * (Nocedal and Wright, Numerical Optimization, 2006, algorithms 3.5 and 3.6, with cubic
 * interpolation).
 *
 * <p>Two values that differ by less than their rounding count as equal. Near a minimum the slopes
 * alone decide then, as in Hager and Zhang's approximate conditions (SIAM Journal on Optimization
 * 16, 2005), so that a minimum is found to more digits than the value shows.
 */
final class WolfeSearch {
  private static final double DECREASE = 1e-4;
  private static final double FLATNESS = 0.9;
  private static final int MOST_TRIALS = 60;
  private static final double LONGEST = 1e30;

  private final Objective objective;
  private final Evaluation start;
  private final double[] direction;
  private final double slope;
  private final double rounding;
  private int evaluations;
  private boolean unbounded;

  /** A point on the way. */
  private record Trial(double length, double value, double slope, Evaluation evaluation) {
    boolean isFinite() {
      return evaluation.isFinite();
    }
  }

  /**
   * A search from a point.
   *
   * @param rounding the difference of two values that may be rounding
   */
  WolfeSearch(Objective objective, Evaluation start, double[] direction, double rounding) {
    this.objective = objective;
    this.start = start;
    this.direction = direction;
    this.slope = Vectors.dot(start.gradient(), direction);
    this.rounding = rounding;
  }

  /** How often value and gradient were computed. */
  int evaluations() {
    return evaluations;
  }

  /** Whether the value fell as far as the search went. */
  boolean isUnbounded() {
    return unbounded;
  }

  /** The end of a step, of this length first; empty if none was found that lowers the value. */
  Optional<Evaluation> from(double first) {
    var low = new Trial(0, start.value(), slope, start);
    var length = first;
    for (var i = 0; i < MOST_TRIALS && length < LONGEST; i++) {
      var trial = at(length);
      if (trial.value == Double.NEGATIVE_INFINITY) {
        break;
      }
      if (isTooHigh(trial) || trial.value > low.value + rounding) {
        return between(low, trial);
      }
      if (isFlat(trial)) {
        return Optional.of(trial.evaluation);
      }
      if (trial.slope >= 0) {
        return between(trial, low);
      }
      length = farther(low, trial);
      low = trial;
    }
    unbounded = true;
    return Optional.of(low.evaluation);
  }

  /** The end of a step between a trial that is low enough and one that bounds a minimum with it. */
  private Optional<Evaluation> between(Trial first, Trial second) {
    var low = first;
    var high = second;
    for (var i = 0; i < MOST_TRIALS && low.length != high.length; i++) {
      var trial = at(inside(low, high));
      if (isTooHigh(trial) || trial.value > low.value + rounding) {
        high = trial;
      } else if (isFlat(trial)) {
        return Optional.of(trial.evaluation);
      } else {
        high = trial.slope * (high.length - low.length) >= 0 ? low : high;
        low = trial;
      }
    }
    var end = low;
    return Optional.of(end.evaluation).filter(_ -> end.value < start.value());
  }

  private Trial at(double length) {
    evaluations++;
    var evaluation = objective.evaluate(Vectors.plus(start.point(), length, direction));
    var here = Vectors.dot(evaluation.gradient(), direction);
    return new Trial(length, evaluation.value(), here, evaluation);
  }

  private boolean isTooHigh(Trial trial) {
    return !trial.isFinite()
        || trial.value > start.value() + DECREASE * trial.length * slope + rounding;
  }

  private boolean isFlat(Trial trial) {
    return Math.abs(trial.slope) <= -FLATNESS * slope;
  }

  /** Beyond two trials with falling slopes: where the slope would be 0, 2 to 10 times as far. */
  private static double farther(Trial before, Trial trial) {
    var length = trial.length;
    var secant = length + (length - before.length) * trial.slope / (before.slope - trial.slope);
    return Double.isNaN(secant) || secant <= length
        ? 10 * length
        : Math.clamp(secant, 2 * length, 10 * length);
  }

  /** The minimum of the cubic through both trials, a tenth inside of the interval. */
  private static double inside(Trial low, Trial high) {
    var width = high.length - low.length;
    if (!high.isFinite()) {
      return low.length + width / 10;
    }
    var sum = low.slope + high.slope - 3 * (high.value - low.value) / width;
    var root = Math.sqrt(Math.max(0, sum * sum - low.slope * high.slope));
    var turned = Math.copySign(root, width);
    var share = 1 - (high.slope + turned - sum) / (high.slope - low.slope + 2 * turned);
    return low.length + width * (Double.isNaN(share) ? 0.5 : Math.clamp(share, 0.1, 0.9));
  }
}
