package org.backprop.graph;

/** The angle in radians whose tangent is x, between -pi/2 and pi/2. */
public record Atan() implements Op.Unary {
  @Override
  public String name() {
    return "atan";
  }

  @Override
  public double apply(double x) {
    return Math.atan(x);
  }

  /** {@code 1 / (1 + x^2)}, of a large x by its reciprocal, whose powers do not overflow. */
  @Override
  public Node derivative(Node x, Node y) {
    var large = x.constant(1).lessThan(x.abs());
    var square = Node.select(large, x.reciprocal(), x).squared();
    return Node.select(large, square, x.constant(1)).dividedBy(square.plus(1));
  }
}
