package org.backprop.train;

import java.util.Optional;

/**
 * Newton's method: each step solves {@code H d = -g} by conjugate gradients, which need products of
 * the Hessian H with vectors, and goes along d as far as the loss falls (Nocedal and Wright,
 * Numerical Optimization, 2006, algorithm 7.1). Near the optimum, where differences of the loss are
 * rounding, whole steps follow until they shrink no more.
 *
 * @param coordinates those of g and d, in which H should be near the identity
 * @param epsilon the relative rounding error of the precision
 */
record NewtonMethod(
    TrainingLoss objective, Coordinates coordinates, RidgePenalty penalty, double epsilon) {
  private static final double SUFFICIENT = 1e-4;
  private static final double NEAR = 1e-8;
  private static final double TIGHT = 1e-8;
  private static final int MOST_HALVINGS = 60;

  /**
   * Where the method ended.
   *
   * @param point the parameters
   * @param step what one more step would add to them
   * @param gain by how much it would lower the loss
   * @param reason why it ended there
   */
  record End(Vector point, Vector step, double gain, StopReason reason) {}

  /** Follows the steps, and may end them. */
  interface Listener {
    /** Takes the parameters after a step, and their loss without the penalty. */
    void step(Vector point, double loss);

    boolean isStopping();
  }

  private record Direction(Vector vector, double gain) {}

  /** A point and its loss with the penalty. */
  private record Place(Vector point, double value) {}

  /** Goes from a point to the optimum in at most this number of steps. */
  End run(Vector start, int most, Listener listener) {
    var place = place(start);
    var slope = slope(start);
    var loosest = objective.hasHessian() ? TIGHT : 0.1;
    var forcing = loosest;
    var shortest = Double.POSITIVE_INFINITY;
    for (var number = 0; ; number++) {
      var direction = direction(place.point, slope, forcing);
      var step = coordinates.toParameters(direction.vector);
      var near = direction.gain <= Math.max(NEAR, 64 * epsilon) * (1 + Math.abs(place.value));
      var length = direction.vector.norm();
      var ends = near && length >= shortest / 2;
      var next =
          ends
              ? Optional.<Place>empty()
              : near ? whole(place, slope, step) : search(place, step, direction.gain);
      var reason =
          next.isEmpty()
              ? Optional.of(StopReason.CONVERGED)
              : number > 0 && listener.isStopping()
                  ? Optional.of(StopReason.REQUEST)
                  : number == most ? Optional.of(StopReason.EPOCHS) : Optional.<StopReason>empty();
      if (reason.isPresent()) {
        return new End(place.point, step, direction.gain, reason.get());
      }
      shortest = near ? length : shortest;
      place = next.get();
      listener.step(place.point, place.value - penalty.value(place.point));
      var before = slope.norm();
      slope = slope(place.point);
      forcing = near ? TIGHT : Math.clamp(Math.pow(slope.norm() / before, 2), TIGHT, loosest);
    }
  }

  private Place place(Vector point) {
    return new Place(point, objective.loss(point) + penalty.value(point));
  }

  private Vector slope(Vector point) {
    return coordinates.fromGradient(penalty.plusDerivative(objective.gradient(point), point));
  }

  /**
   * The end of the whole step, if the loss does not rise there, or the slope halves: large terms of
   * a loss may cancel, as those of a Poisson likelihood of large counts, and leave their rounding.
   */
  private Optional<Place> whole(Place place, Vector slope, Vector step) {
    var next = place(place.point.plus(1, step));
    return next.value <= place.value + 64 * epsilon * (1 + Math.abs(place.value))
            || slope(next.point).norm() < slope.norm() / 2
        ? Optional.of(next)
        : Optional.empty();
  }

  /** The first place on the way, each half as far as the one before, where the loss has fallen. */
  private Optional<Place> search(Place place, Vector step, double gain) {
    var length = 1.0;
    for (var i = 0; i < MOST_HALVINGS; i++) {
      var next = place(place.point.plus(length, step));
      if (next.value <= place.value - SUFFICIENT * length * gain) {
        return Optional.of(next);
      }
      length /= 2;
    }
    return Optional.empty();
  }

  /** Conjugate gradients for H d = -g until the residual is a share of g, or H is flat. */
  private Direction direction(Vector point, Vector slope, double share) {
    var direction = slope.times(0);
    var residual = slope.times(-1);
    var search = residual;
    var squared = residual.dot(residual);
    var target = squared * share * share;
    var steepest = Double.MIN_VALUE;
    var hessian = objective.curvature(point);
    for (var i = 0; i < 2 * slope.size() && squared > target; i++) {
      var step = coordinates.toParameters(search);
      var curved = coordinates.fromGradient(penalty.plusDerivative(hessian.apply(step), step));
      var bend = search.dot(curved);
      var length2 = search.dot(search);
      steepest = Math.max(steepest, bend / length2);
      if (!(bend > epsilon * steepest * length2)) {
        direction = i == 0 ? search : direction;
        break;
      }
      var length = squared / bend;
      direction = direction.plus(length, search);
      residual = residual.plus(-length, curved);
      var next = residual.dot(residual);
      search = residual.plus(next / squared, search);
      squared = next;
    }
    return new Direction(direction, -direction.dot(slope));
  }
}
