package org.backprop.graph;

/**
 * The logistic function, 1 / (1 + exp(-x)). Its derivative is y (1 - y), where 1 - y is taken as
 * sigmoid(-x), which keeps its digits where y is near 1.
 */
public record Sigmoid() implements Op.Unary {
  @Override
  public String name() {
    return "sigmoid";
  }

  @Override
  public double apply(double x) {
    var e = Math.exp(-Math.abs(x));
    return x >= 0 ? 1 / (1 + e) : e / (1 + e);
  }

  @Override
  public Node derivative(Node x, Node y) {
    return y.times(x.negated().sigmoid());
  }
}
