package org.backprop.graph;

/** The logarithm of the absolute value of the gamma function. */
public record Lgamma() implements Op.Unary {
  @Override
  public String name() {
    return "lgamma";
  }

  @Override
  public double apply(double x) {
    return Special.lgamma(x);
  }

  @Override
  public Node derivative(Node x, Node y) {
    return Node.of(new Polygamma(0), x);
  }

  @Override
  public Interval domain() {
    return Interval.POSITIVE;
  }
}
