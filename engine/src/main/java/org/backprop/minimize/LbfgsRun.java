package org.backprop.minimize;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One minimisation by {@link Lbfgs}. Where its steps end or fail, a Newton step with the exact
 * Hessian shows whether the end is a minimum, and leads on from long flat valleys that the last
 * steps have not seen.
 */
final class LbfgsRun {
  /** The rounding of a value, in units in the last place, unless values show more. */
  private static final double ULPS = 64;

  /** The share of a step within which the values are a straight line, and points on it. */
  private static final double CLOSE = 0x1p-13;

  private static final int CLOSE_POINTS = 8;

  /** Up to this number of parameters the exact Hessian confirms that the method has converged. */
  private static final int MOST_NEWTON = 200;

  /** So many steps in which neither value nor gain reached a new low are rounding. */
  private static final int MOST_IDLE = 10;

  /** What the direction of a step is made of: the next is tried if the step fails. */
  private enum Source {
    PAIRS,
    HESSIAN,
    GRADIENT
  }

  private final Lbfgs settings;
  private final Objective objective;
  private final CurvaturePairs pairs;
  private final Optional<Curvature> hessian;
  private final double epsilon;
  private Evaluation now;
  private int steps;
  private int evaluations = 1;
  private double noise;
  private double lowest = Double.POSITIVE_INFINITY;
  private double leastGain = Double.POSITIVE_INFINITY;
  private double restart = Double.POSITIVE_INFINITY;
  private int idle;
  private Source source = Source.GRADIENT;
  private boolean rounded;

  LbfgsRun(Lbfgs settings, Objective objective, Evaluation first) {
    this.settings = settings;
    this.objective = objective;
    this.pairs = new CurvaturePairs(settings.memory());
    this.now = first;
    this.epsilon = objective.epsilon();
    this.hessian =
        objective.size() <= MOST_NEWTON ? Optional.of(objective.hessian()) : Optional.empty();
  }

  Optimum optimum() {
    var reason = Optional.<Optimum.Reason>empty();
    while (reason.isEmpty()) {
      reason = step();
    }
    return new Optimum(now.point(), now.value(), now.gradient(), steps, evaluations, reason.get());
  }

  /** Makes one step, or says why there is none. */
  private Optional<Optimum.Reason> step() {
    var direction = pairs.direction(now.gradient());
    var gain = gain(direction);
    var ended = gain == 0 || (source == Source.PAIRS && (isSmall(gain) || isIdle(gain)));
    if (ended || source == Source.HESSIAN) {
      var newton = newton();
      var done = newton.map(it -> isSmall(gain(it))).orElseGet(this::isRestarted);
      if (ended && (gain == 0 || done)) {
        return Optional.of(Optimum.Reason.CONVERGED);
      }
      source = newton.isPresent() ? Source.HESSIAN : Source.GRADIENT;
      direction = newton.orElseGet(() -> Vectors.times(-1, now.gradient()));
    }
    if (steps == settings.mostSteps()) {
      return Optional.of(Optimum.Reason.STEPS);
    }
    return along(direction);
  }

  /** Makes a step along a direction. */
  private Optional<Optimum.Reason> along(double[] direction) {
    var search = new WolfeSearch(objective, now, direction, rounding());
    var next = search.from(source == Source.GRADIENT ? 1 / Vectors.norm(direction) : 1);
    evaluations += search.evaluations();
    if (next.isEmpty()) {
      return failed(direction);
    }
    pairs.add(now, next.get());
    source = pairs.isEmpty() ? Source.GRADIENT : Source.PAIRS;
    now = next.get();
    steps++;
    return search.isUnbounded() ? Optional.of(Optimum.Reason.UNBOUNDED) : Optional.empty();
  }

  /** Tries again with values that count as equal if they differ by noise, or otherwise. */
  private Optional<Optimum.Reason> failed(double[] direction) {
    var before = rounding();
    noise = Math.max(noise, 4 * noise(direction));
    if (rounding() > before) {
      return Optional.empty();
    }
    if (source != Source.GRADIENT && gain(direction) <= before) {
      rounded = true;
    }
    if (source == Source.GRADIENT) {
      return Optional.of(rounded ? Optimum.Reason.CONVERGED : Optimum.Reason.NO_DESCENT);
    }
    if (source == Source.HESSIAN) {
      pairs.clear();
    }
    source = source == Source.PAIRS ? Source.HESSIAN : Source.GRADIENT;
    return Optional.empty();
  }

  /** By how much a step of length 1 would lower the value of a quadratic objective. */
  private double gain(double... direction) {
    return -Vectors.dot(direction, now.gradient()) / 2;
  }

  private boolean isSmall(double gain) {
    return gain <= Math.max(settings.tolerance(), epsilon * epsilon) * Math.abs(now.value());
  }

  /** Minus the inverse of the exact Hessian times the gradient, if the Hessian is definite. */
  private Optional<double[]> newton() {
    return hessian
        .flatMap(it -> it.factor(now.point()))
        .map(factor -> Vectors.times(-1, factor.solve(now.gradient())));
  }

  /** Whether the value has not fallen since the last restart along the negative gradient. */
  private boolean isRestarted() {
    var restarted = now.value() >= restart - rounding();
    restart = now.value();
    pairs.clear();
    return restarted;
  }

  /** Whether steps no longer lead anywhere, because values and gradients are rounding. */
  private boolean isIdle(double gain) {
    idle = now.value() < lowest - rounding() || gain < leastGain / 2 ? 0 : idle + 1;
    lowest = Math.min(lowest, now.value());
    leastGain = Math.min(leastGain, gain);
    return idle > MOST_IDLE;
  }

  private double rounding() {
    return Math.max(noise, ULPS * epsilon * Math.abs(now.value()));
  }

  /** The largest distance of the values at close points from the tangent. */
  private double noise(double... direction) {
    var slope = Vectors.dot(now.gradient(), direction);
    return IntStream.rangeClosed(1, CLOSE_POINTS)
        .mapToDouble(i -> i * CLOSE)
        .map(
            t -> objective.value(Vectors.plus(now.point(), t, direction)) - now.value() - t * slope)
        .map(Math::abs)
        .filter(Double::isFinite)
        .max()
        .orElse(0);
  }
}
