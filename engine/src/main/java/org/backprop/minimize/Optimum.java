package org.backprop.minimize;

import java.util.Arrays;

/**
 * Where a minimizer ended.
 *
 * @param point the elements of all parameters, as {@link Objective#tensors} cuts them
 * @param value the objective there
 * @param gradient its gradient there, in the same order
 * @param steps the number of steps
 * @param evaluations how often value and gradient were computed
 * @param reason why the minimizer ended there
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out; never compared
public record Optimum(
    double[] point, double value, double[] gradient, int steps, int evaluations, Reason reason) {

  /** Why a minimizer ended. */
  public enum Reason {
    /** A further step would lower the value by less than the tolerance, or than it is rounded. */
    CONVERGED("converged"),
    /** The most steps allowed were made. */
    STEPS("not converged: the steps allowed are over; allow more, or start from this point again"),
    /** No shorter step lowers the value. */
    NO_DESCENT(
        "not converged: the value does not fall along the negative gradient, so the gradient is"
            + " wrong or the objective has a kink or a jump here; compare it by GradientCheck"),
    /** The value falls without a bound. */
    UNBOUNDED("there is no minimum: the value falls without a bound along the last step");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }

    @Override
    public String toString() {
      return sentence;
    }
  }

  public Optimum {
    point = point.clone();
    gradient = gradient.clone();
  }

  @Override
  public double[] point() {
    return point.clone();
  }

  @Override
  public double[] gradient() {
    return gradient.clone();
  }

  public boolean converged() {
    return reason == Reason.CONVERGED;
  }

  /** As in {@code 0.0 after 34 steps: converged}. */
  @Override
  public String toString() {
    return "%s at %s after %s %s: %s"
        .formatted(value, shown(), steps, steps == 1 ? "step" : "steps", reason);
  }

  private String shown() {
    var most = 10;
    return point.length <= most
        ? Arrays.toString(point)
        : "a point of %s elements".formatted(point.length);
  }
}
