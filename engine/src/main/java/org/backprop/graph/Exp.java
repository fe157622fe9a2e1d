package org.backprop.graph;

/** The exponential function. */
public record Exp() implements Op.Unary {
  @Override
  public String name() {
    return "exp";
  }

  @Override
  public double apply(double x) {
    return Math.exp(x);
  }

  @Override
  public Node derivative(Node x, Node y) {
    return y;
  }
}
