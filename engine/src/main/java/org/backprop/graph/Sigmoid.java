package org.backprop.graph;

/** The logistic function, 1 / (1 + exp(-x)). */
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
    return Node.of(new LogisticDensity(), x);
  }
}
