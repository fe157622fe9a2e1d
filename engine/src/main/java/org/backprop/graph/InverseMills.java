package org.backprop.graph;

/** The standard normal density over the distribution function: the derivative of its logarithm. */
public record InverseMills() implements Op.Unary {
  @Override
  public String name() {
    return "inverseMills";
  }

  @Override
  public double apply(double x) {
    return ErrorFunctions.inverseMills(x);
  }

  @Override
  public Node derivative(Node x, Node y) {
    var slope = y.times(Node.of(new InverseMillsExcess(), x)).negated();
    var limit = Node.select(x.lessThan(x.zeros()), x.constant(-1), x.zeros());
    return Node.select(Compositions.isInfinite(x), limit, slope);
  }
}
