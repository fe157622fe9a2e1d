package org.backprop.graph;

/** The natural logarithm. */
public record Log() implements Op.Unary {
  @Override
  public String name() {
    return "log";
  }

  @Override
  public double apply(double x) {
    return Math.log(x);
  }

  @Override
  public Node derivative(Node x, Node y) {
    return x.reciprocal();
  }

  @Override
  public Interval domain() {
    return Interval.POSITIVE;
  }
}
