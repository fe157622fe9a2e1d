package org.backprop.graph;

import java.util.List;

/**
 * {@code a} to the power {@code b}. By the base the derivative is b a^(b-1), 0 where b is 0; by the
 * exponent it is a^b log a, 0 where a is not positive.
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
    var zero = y.zeros();
    var byBase = Node.select(b.equalTo(zero), zero, b.times(a.pow(b.minus(1))));
    var positive = zero.lessThan(a);
    var byExponent =
        Node.select(positive, y.times(Node.select(positive, a, a.constant(1)).log()), zero);
    return List.of(byBase, byExponent);
  }

  @Override
  public List<Interval> domains() {
    return List.of(Interval.POSITIVE, Interval.REAL);
  }
}
