package org.backprop.graph;

/** exp(x) - 1, accurate near 0. */
public record Expm1() implements Op.Unary {
  @Override
  public String name() {
    return "expm1";
  }

  @Override
  public double apply(double x) {
    return Math.expm1(x);
  }

  @Override
  public Node derivative(Node x, Node y) {
    return x.exp();
  }
}
