package org.backprop.graph;

/** The inverse Mills ratio plus x: what is left far below 0, where the ratio is about -x. */
public record InverseMillsExcess() implements Op.Unary {
  @Override
  public String name() {
    return "inverseMillsExcess";
  }

  @Override
  public double apply(double x) {
    return ErrorFunctions.inverseMillsExcess(x);
  }

  @Override
  public Node derivative(Node x, Node y) {
    var slope = Node.of(new InverseMills(), x).times(y).oneMinus();
    var limit = Node.select(x.lessThan(x.zeros()), x.zeros(), x.constant(1));
    return Node.select(Compositions.isInfinite(x), limit, slope);
  }
}
