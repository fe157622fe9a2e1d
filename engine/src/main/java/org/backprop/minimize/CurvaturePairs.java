package org.backprop.minimize;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The inverse Hessian as the last steps and the changes of the gradient along them show it (Nocedal
 * and Wright, Numerical Optimization, 2006, algorithm 7.4).
 */
final class CurvaturePairs {
  /** The cosine between a step and the change of the gradient below which a pair is rounding. */
  private static final double LEAST_COSINE = 1e-14;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Pair(double[] step, double[] change, double product) {}

  private final int most;
  private final Deque<Pair> pairs = new ArrayDeque<>();

  CurvaturePairs(int most) {
    this.most = most;
  }

  boolean isEmpty() {
    return pairs.isEmpty();
  }

  void clear() {
    pairs.clear();
  }

  /** Adds the pair of two points, unless the gradient does not rise along the step. */
  void add(Evaluation from, Evaluation to) {
    var step = Vectors.plus(to.point(), -1, from.point());
    var change = Vectors.plus(to.gradient(), -1, from.gradient());
    var product = Vectors.dot(step, change);
    if (product > LEAST_COSINE * Vectors.norm(step) * Vectors.norm(change)) {
      if (pairs.size() == most) {
        pairs.removeFirst();
      }
      pairs.addLast(new Pair(step, change, product));
    }
  }

  /** Minus the inverse Hessian times a gradient. */
  double[] direction(double... gradient) {
    var direction = Vectors.times(-1, gradient);
    var shares = new ArrayDeque<Double>();
    for (var it = pairs.descendingIterator(); it.hasNext(); ) {
      var pair = it.next();
      var share = Vectors.dot(pair.step, direction) / pair.product;
      direction = Vectors.plus(direction, -share, pair.change);
      shares.push(share);
    }
    if (!pairs.isEmpty()) {
      var last = pairs.getLast();
      direction = Vectors.times(last.product / Vectors.dot(last.change, last.change), direction);
    }
    for (var pair : pairs) {
      var share = Vectors.dot(pair.change, direction) / pair.product;
      direction = Vectors.plus(direction, shares.pop() - share, pair.step);
    }
    return direction;
  }
}
