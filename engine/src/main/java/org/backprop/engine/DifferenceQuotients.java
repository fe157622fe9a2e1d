package org.backprop.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.backprop.graph.Node;
import org.backprop.tensor.Tensor;

/** Slopes of a loss along a direction, from its values at nearby points. */
record DifferenceQuotients(
    Evaluator loss, Map<Node, Tensor> values, Map<Node, double[]> directions) {

  /** Central differences at h and h/2, combined so that the error of second order cancels. */
  double extrapolated(double h) {
    return (4 * central(h / 2) - central(h)) / 3;
  }

  /**
   * Whether a gradient that differs from the quotient is right all the same, because of a kink: one
   * at the point, where the slopes on the two sides go on differing however close they are taken
   * and the gradient is one of them or between; or one nearby, so that a closer quotient agrees.
   */
  boolean hasKinkAround(double gradient, double h, double tolerance) {
    var close = h / 100;
    var right = (at(close) - at(0)) / close;
    var left = (at(0) - at(-close)) / close;
    var gap = Math.abs(right - left);
    var wideGap = Math.abs(at(h) - 2 * at(0) + at(-h)) / h;
    var slack = gap / 10;
    var here =
        gap > Math.max(20 * tolerance, wideGap / 2)
            && gradient >= Math.min(left, right) - slack
            && gradient <= Math.max(left, right) + slack;
    return here || Math.abs(gradient - central(close)) <= tolerance;
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
    var value = value(node).toDoubles();
    for (var i = 0; i < value.length; i++) {
      value[i] += distance * direction[i];
    }
    return Tensor.of(node.shape(), value);
  }

  private Tensor value(Node node) {
    return Optional.ofNullable(values.get(node))
        .orElseThrow(() -> new IllegalArgumentException("no value was given for " + node));
  }
}
