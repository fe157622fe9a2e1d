package org.backprop.graph;

/**
 * The derivative of the logistic function, {@code y (1 - y)} where {@code y = 1 / (1 + exp(-x))}.
 * Its own derivative is {@code -tanh(x / 2)} times it, which keeps its digits near 0.
 */
public record LogisticDensity() implements Op.Unary {
  @Override
  public String name() {
    return "logisticDensity";
  }

  @Override
  public double apply(double x) {
    var e = Math.exp(-Math.abs(x));
    return e / ((1 + e) * (1 + e));
  }

  @Override
  public Node derivative(Node x, Node y) {
    return y.times(x.times(-0.5).tanh());
  }
}
