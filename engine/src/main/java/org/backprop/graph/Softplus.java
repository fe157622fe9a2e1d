package org.backprop.graph;

/** log(1 + exp(x)), the log-partition of the Bernoulli distribution. */
public record Softplus() implements Op.Unary {
  @Override
  public String name() {
    return "softplus";
  }

  @Override
  public double apply(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  @Override
  public Node derivative(Node x, Node y) {
    return x.sigmoid();
  }
}
