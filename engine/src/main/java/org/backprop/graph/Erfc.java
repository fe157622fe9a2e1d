package org.backprop.graph;

/** The complement of the error function, {@code 1 - erf(x)}, with its digits in the tail. */
public record Erfc() implements Op.Unary {
  @Override
  public String name() {
    return "erfc";
  }

  @Override
  public double apply(double x) {
    return ErrorFunctions.erfc(x);
  }

  @Override
  public Node derivative(Node x, Node y) {
    return Node.of(new Gaussian(1), x).times(-2 / Math.sqrt(Math.PI));
  }
}
