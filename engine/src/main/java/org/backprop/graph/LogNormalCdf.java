package org.backprop.graph;

/** The logarithm of the standard normal distribution function, with its digits in both tails. */
public record LogNormalCdf() implements Op.Unary {
  @Override
  public String name() {
    return "logNormalCdf";
  }

  @Override
  public double apply(double x) {
    return ErrorFunctions.logNormal(x);
  }

  @Override
  public Node derivative(Node x, Node y) {
    return Node.of(new InverseMills(), x);
  }
}
