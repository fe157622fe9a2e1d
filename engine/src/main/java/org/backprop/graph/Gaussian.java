package org.backprop.graph;

/**
 * {@code exp(-factor x^2)}, in which the square is not rounded, so that the tails keep their
 * digits.
 *
 * @param factor a power of two, such as 1/2
 */
public record Gaussian(double factor) implements Op.Unary {
  @Override
  public String name() {
    return "gaussian";
  }

  @Override
  public double apply(double x) {
    return ErrorFunctions.gaussian(factor, x);
  }

  @Override
  public Node derivative(Node x, Node y) {
    var slope = x.times(y).times(-2 * factor);
    return Node.select(Compositions.isInfinite(x), x.zeros(), slope);
  }
}
