package org.backprop.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.backprop.graph.Node;
import org.backprop.tensor.Tensor;

/**
 * Slopes of a loss along a direction, from its values at nearby points.
 *
 * @param magnitude the rounding error of the loss, in units of ulp(1)
 */
record DifferenceQuotients(
    Evaluator loss, double magnitude, Map<Node, Tensor> values, Map<Node, double[]> directions) {
  /** How much shorter the steps are that look for a kink. */
  private static final int CLOSER = 100;

  /** Central differences at h and h/2, combined so that the error of second order cancels. */
  double extrapolated(double h) {
    return (4 * central(h / 2) - central(h)) / 3;
  }

  /**
   * The error of {@link #extrapolated}: rounding, and a ten thousandth of what the extrapolation
   * corrects.
   */
  double leastError(double h) {
    return rounding(h) + 1e-4 * Math.abs(central(h / 2) - central(h));
  }

  /** Two values of the loss, each off by its rounding error, divided by the distance. */
  private double rounding(double h) {
    return 8 * Math.ulp(1.0) * magnitude / h;
  }

  /**
   * The rounding error as seen: what quotients with nearly the same h differ by, twice. It includes
   * the terms that cancel inside a sum or a product of matrices.
   */
  double observedRoundingError(double h) {
    var seen = IntStream.range(0, 6).mapToDouble(i -> extrapolated(h * (1 - i * 1e-3)));
    var range = seen.summaryStatistics();
    return 2 * (range.getMax() - range.getMin());
  }

  /**
   * Whether a gradient that differs from the quotient is right nevertheless, because of a kink:
   * either at the point, where the one-sided slopes differ at any distance and the gradient is
   * between them; or nearby, so that the quotient of a smaller step agrees. Where rounding hides so
   * close a look, there is no kink to be seen.
   */
  boolean hasKinkAround(double gradient, double h, double tolerance) {
    var close = h / CLOSER;
    var rounding = Math.max(rounding(close), observedRoundingError(close));
    var right = (at(close) - at(0)) / close;
    var left = (at(0) - at(-close)) / close;
    var gap = Math.abs(right - left);
    var wideGap = Math.abs(at(h) - 2 * at(0) + at(-h)) / h;
    var slack = gap / 10;
    var here =
        gap > Math.max(10 * rounding, Math.max(20 * tolerance, wideGap / 2))
            && gradient >= Math.min(left, right) - slack
            && gradient <= Math.max(left, right) + slack;
    return here || agreesCloser(gradient, h, tolerance + rounding);
  }

  private boolean agreesCloser(double gradient, double h, double tolerance) {
    return Math.abs(gradient - extrapolated(h)) > 10 * tolerance
        && Math.abs(gradient - central(h / CLOSER)) <= tolerance;
  }

  private double central(double h) {
    return (at(h) - at(-h)) / (2 * h);
  }

  private double at(double distance) {
    var moved = new HashMap<>(values);
    directions.forEach((node, direction) -> moved.put(node, move(node, direction, distance)));
    return loss.evaluate(moved).getFirst().item();
  }

  private Tensor move(Node node, double[] direction, double distance) {
    var value = Objects.requireNonNull(values.get(node)).toDoubles();
    for (var i = 0; i < value.length; i++) {
      value[i] += distance * direction[i];
    }
    return Tensor.of(node.shape(), value);
  }
}
