package org.backprop.graph;

import java.util.List;

/**
 * The angle in radians of the point whose coordinates are the second operand, x, and the first, y:
 * from -pi to pi.
 */
public record Atan2() implements Op.Binary {
  @Override
  public String name() {
    return "atan2";
  }

  @Override
  public double apply(double y, double x) {
    return Math.atan2(y, x);
  }

  /** {@code x / r^2} and {@code -y / r^2}, scaled so that squares neither overflow nor vanish. */
  @Override
  public List<Node> derivatives(Node y, Node x, Node angle) {
    var scale = x.abs().maximum(y.abs()).detach();
    var a = x.dividedBy(scale);
    var b = y.dividedBy(scale);
    var square = a.squared().plus(b.squared());
    var far = Compositions.isInfinite(scale);
    return List.of(
        Node.select(far, x.zeros(), a.dividedBy(square).dividedBy(scale)),
        Node.select(far, x.zeros(), b.negated().dividedBy(square).dividedBy(scale)));
  }

  @Override
  public List<Interval> domains() {
    return List.of(Interval.REAL, Interval.POSITIVE);
  }
}
