package org.backprop.graph;

/**
 * The derivative of the hyperbolic tangent, {@code 1 - tanh(x)^2 = 1 / cosh(x)^2}, which keeps its
 * digits where tanh(x) is near 1.
 */
public record SechSquared() implements Op.Unary {
  @Override
  public String name() {
    return "sechSquared";
  }

  @Override
  public double apply(double x) {
    var e = Math.exp(-2 * Math.abs(x));
    return 4 * e / ((1 + e) * (1 + e));
  }

  @Override
  public Node derivative(Node x, Node y) {
    return x.tanh().times(y).times(-2);
  }
}
