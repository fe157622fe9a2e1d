package org.backprop.graph;

/** The error function, 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x. */
public record Erf() implements Op.Unary {
  @Override
  public String name() {
    return "erf";
  }

  @Override
  public double apply(double x) {
    return ErrorFunctions.erf(x);
  }

  @Override
  public Node derivative(Node x, Node y) {
    return Node.of(new Gaussian(1), x).times(2 / Math.sqrt(Math.PI));
  }
}
