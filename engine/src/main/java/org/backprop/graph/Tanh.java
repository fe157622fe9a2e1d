package org.backprop.graph;

/** Hyperbolic tangent. */
public record Tanh() implements Op.Unary {
  @Override
  public String name() {
    return "tanh";
  }

  @Override
  public double apply(double x) {
    return Math.tanh(x);
  }

  @Override
  public Node derivative(Node x, Node y) {
    return Node.of(new SechSquared(), x);
  }
}
