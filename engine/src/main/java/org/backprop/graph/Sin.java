package org.backprop.graph;

/** The sine of an angle in radians. */
public record Sin() implements Op.Unary {
  @Override
  public String name() {
    return "sin";
  }

  @Override
  public double apply(double x) {
    return StrictMath.sin(x);
  }

  @Override
  public Node derivative(Node x, Node y) {
    return x.cos();
  }
}
