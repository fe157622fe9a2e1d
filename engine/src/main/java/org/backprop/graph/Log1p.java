package org.backprop.graph;

/** log(1 + x), accurate near 0. */
public record Log1p() implements Op.Unary {
  @Override
  public String name() {
    return "log1p";
  }

  @Override
  public double apply(double x) {
    return Math.log1p(x);
  }

  @Override
  public Node derivative(Node x, Node y) {
    return x.plus(1).reciprocal();
  }

  @Override
  public Interval domain() {
    return new Interval(-0.6, 4);
  }
}
