package org.backprop.graph;

import java.util.List;
import java.util.Optional;

/**
 * The limit of a derivative of {@code a^b} as the base goes to 0 from above, or to Infinity where a
 * is that: of order {@code byBase} by a and {@code byExponent} by b. It depends on b, and is
 * infinite where the limit is.
 *
 * <p>The derivative by the base is {@code b (b - 1) ... (b - byBase + 1) a^(b - byBase)}, so of a
 * sum of powers of log a, the highest decides.
 */
public record PowLimit(int byBase, int byExponent) implements Op.Binary {
  @Override
  public String name() {
    return "powLimit";
  }

  @Override
  public double apply(double a, double b) {
    if (a == Double.POSITIVE_INFINITY) {
      return b < byBase ? 0 : b == byBase ? Math.abs(atOrder()) : b * a;
    }
    if (b > byBase) {
      return 0;
    }
    if (b == byBase) {
      return atOrder();
    }
    return b >= 0 && b == Math.rint(b) ? atWhole((int) b) : falling(b) * infinite(byExponent);
  }

  /** The value where the power has become a^0. */
  private double atOrder() {
    return byExponent == 0 ? falling(byBase) : infinite(byExponent);
  }

  /** The value where the product of b's vanishes and its derivative by b is left. */
  private double atWhole(int b) {
    if (byExponent == 0) {
      return 0;
    }
    return ((byBase - 1 - b) % 2 == 0 ? 1 : -1) * infinite(byExponent - 1);
  }

  private double falling(double b) {
    var product = 1.0;
    for (var i = 0; i < byBase; i++) {
      product *= b - i;
    }
    return product;
  }

  /** The power of log a, whose limit is -Infinity. */
  private static double infinite(int power) {
    return power % 2 == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }

  @Override
  public List<Node> derivatives(Node a, Node b, Node y) {
    return List.of(
        Node.of(new PowLimit(byBase + 1, byExponent), a, b),
        Node.of(new PowLimit(byBase, byExponent + 1), a, b));
  }

  @Override
  public List<Interval> domains() {
    return List.of(Interval.POSITIVE, new Interval(byBase + 2.5, byBase + 5));
  }

  @Override
  public Optional<Node> lowered(List<Node> inputs) {
    var a = inputs.get(0);
    var b = inputs.get(1);
    var infinite = b.constant(Double.POSITIVE_INFINITY);
    var falling = b.constant(1);
    for (var i = 0; i < byBase; i++) {
      falling = falling.times(b.minus(i));
    }
    var below = falling.times(infinite(byExponent));
    for (var i = 0; i < byBase; i++) {
      below = Node.select(b.equalTo(b.constant(i)), b.constant(atWhole(i)), below);
    }
    var order = b.constant(byBase);
    var isOrder = b.equalTo(order);
    var lower = Node.select(isOrder, b.constant(atOrder()), below);
    var upper = Node.select(isOrder, b.constant(Math.abs(atOrder())), b.times(infinite));
    return Optional.of(
        Node.select(
            a.equalTo(infinite),
            Node.select(b.lessThan(order), b.zeros(), upper),
            Node.select(order.lessThan(b), b.zeros(), lower)));
  }
}
