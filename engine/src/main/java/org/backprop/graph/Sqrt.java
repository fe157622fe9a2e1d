package org.backprop.graph;

/** The square root. */
public record Sqrt() implements Op.Unary {
  @Override
  public String name() {
    return "sqrt";
  }

  @Override
  public double apply(double x) {
    return Math.sqrt(x);
  }

  @Override
  public Node derivative(Node x, Node y) {
    return y.constant(0.5).dividedBy(y);
  }

  @Override
  public Interval domain() {
    return Interval.POSITIVE;
  }
}
