package org.backprop.graph;

/** The {@code order + 1}-th derivative of lgamma; order 0 is the digamma function. */
public record Polygamma(int order) implements Op.Unary {
  @Override
  public String name() {
    return order == 0 ? "digamma" : order == 1 ? "trigamma" : "polygamma" + order;
  }

  @Override
  public double apply(double x) {
    return Special.polygamma(order, x);
  }

  @Override
  public Node derivative(Node x, Node y) {
    return Node.of(new Polygamma(order + 1), x);
  }

  @Override
  public Interval domain() {
    return Interval.POSITIVE;
  }
}
