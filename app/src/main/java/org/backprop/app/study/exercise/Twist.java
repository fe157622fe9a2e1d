package org.backprop.app.study.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.backprop.graph.Node;

/**
 * A mistake that can be made on the way to any result, alone or beside another one.
 *
 * @param group at most one twist of a group happens at a time
 */
record Twist(String group, String name, String remedy, UnaryOperator<Node> change) {
  private static final Twist SIGN =
      new Twist(
          "sign",
          "the sign is reversed",
          "The error is prediction minus target, y_hat - y; log loss is minus the logarithm.",
          Node::negated);
  private static final Twist TRANSPOSED =
      new Twist(
          "transposed",
          "the matrix is transposed",
          "A gradient has the shape of what it is the gradient of.",
          Node::transposed);

  /** What can happen to a gradient or loss, and to any matrix. */
  static List<Twist> of(
      boolean ofLoss, boolean isMatrix, int samples, boolean isSquaredError, Notation notation) {
    var twists = new ArrayList<Twist>();
    if (ofLoss) {
      twists.add(SIGN);
    }
    if (isMatrix) {
      twists.add(TRANSPOSED);
    }
    if (ofLoss && samples > 1) {
      twists.addAll(samples(samples, notation.mean()));
    }
    if (ofLoss && isSquaredError) {
      twists.addAll(half(notation.half()));
    }
    return twists;
  }

  private static List<Twist> samples(int m, boolean mean) {
    var remedy =
        mean
            ? "L is the mean over the m samples: the factor 1/m occurs once."
            : "L is the sum over the samples: there is no factor 1/m.";
    return List.of(
        new Twist(
            "samples",
            mean ? "the factor 1/m is missing" : "it is multiplied by the number of samples",
            remedy,
            it -> it.times(m)),
        new Twist(
            "samples",
            mean ? "it is divided by m twice" : "it is divided by the number of samples",
            remedy,
            it -> it.dividedBy(m)));
  }

  private static List<Twist> half(boolean half) {
    var remedy =
        half
            ? "L has the factor 1/2; in a gradient it cancels the 2 of the square."
            : "L has no factor 1/2; a gradient has the factor 2 of the square.";
    return List.of(
        new Twist("half", "it is twice as large as it should be", remedy, it -> it.times(2)),
        new Twist("half", "it is half as large as it should be", remedy, it -> it.times(0.5)));
  }
}
