package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.DType;

/**
 * {@code a} to the power {@code b}. At a = 0 and a = Infinity the derivatives are the limits from
 * within, infinite where these are. Where a is negative, b is held constant.
 */
public record Pow() implements Op.Binary {
  @Override
  public String name() {
    return "pow";
  }

  @Override
  public double apply(double a, double b) {
    return Math.pow(a, b);
  }

  @Override
  public List<Node> derivatives(Node a, Node b, Node y) {
    var atEnd = a.equalTo(a.zeros()).or(a.equalTo(a.constant(Double.POSITIVE_INFINITY)));
    var byBase = Node.select(atEnd, Node.of(new PowLimit(1, 0), a, b), byBase(a, b));
    var byExponent = Node.select(atEnd, Node.of(new PowLimit(0, 1), a, b), byExponent(a, y));
    return List.of(byBase, byExponent);
  }

  /** {@code b a^(b-1)}; for b = 0 and a small base the power, or its derivative, may overflow. */
  private static Node byBase(Node a, Node b) {
    var exponent = Node.select(a.lessThan(a.zeros()), b.detach(), b);
    var small = Math.sqrt(a.dtype() == DType.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL);
    var overflows = b.equalTo(b.zeros()).and(a.abs().lessThan(a.constant(small)));
    var power = exponent.times(a.pow(exponent.minus(1)));
    return Node.select(overflows, exponent.dividedBy(a), power);
  }

  /** {@code a^b log a}, 0 where a is negative. */
  private static Node byExponent(Node a, Node y) {
    return Node.select(a.lessThan(a.zeros()), a.zeros(), y.times(a.log()));
  }

  @Override
  public List<Interval> domains() {
    return List.of(Interval.POSITIVE, Interval.REAL);
  }
}
