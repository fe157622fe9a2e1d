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

  @Override
  public Node derivative(Node x, Node y) {
    var slope = x.squared().plus(1).reciprocal();
    return Node.select(Compositions.isInfinite(x), x.zeros(), slope);
  }
}
