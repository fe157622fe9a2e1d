package org.backprop.graph;

/** The standard normal distribution function, with its digits in the lower tail. */
public record NormalCdf() implements Op.Unary {
  @Override
  public String name() {
    return "normalCdf";
  }

  @Override
  public double apply(double x) {
    return ErrorFunctions.normal(x);
  }

  @Override
  public Node derivative(Node x, Node y) {
    return Node.of(new Gaussian(0.5), x).times(1 / Math.sqrt(2 * Math.PI));
  }
}
