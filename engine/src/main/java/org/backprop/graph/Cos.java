package org.backprop.graph;

/** The cosine of an angle in radians. */
public record Cos() implements Op.Unary {
  @Override
  public String name() {
    return "cos";
  }

  @Override
  public double apply(double x) {
    return StrictMath.cos(x);
  }

  @Override
  public Node derivative(Node x, Node y) {
    return x.sin().negated();
  }
}
