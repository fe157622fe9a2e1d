package org.backprop.graph;

import java.util.List;

/**
 * The regularised lower incomplete gamma function P(a, x) of a shape a and x, the first and the
 * second operand, or its derivative of an order by the shape.
 */
public record IncompleteGamma(int byShape) implements Op.Binary {
  @Override
  public String name() {
    return byShape == 0 ? "incompleteGamma" : "incompleteGamma" + byShape;
  }

  @Override
  public double apply(double a, double x) {
    return GammaSeries.incomplete(byShape, a, x);
  }

  @Override
  public List<Node> derivatives(Node a, Node x, Node y) {
    return List.of(Node.of(new IncompleteGamma(byShape + 1), a, x), density(byShape, a, x));
  }

  /**
   * The derivative of an order by the shape of {@code x^(a-1) exp(-x) / gamma(a)}, whose logarithm
   * has the derivative {@code log x - digamma(a)}.
   */
  private static Node density(int order, Node a, Node x) {
    if (order == 0) {
      return a.minus(1).times(x.log()).minus(x).minus(a.lgamma()).exp();
    }
    var sum = density(order - 1, a, x).times(x.log().minus(a.digamma()));
    var binomial = 1.0;
    for (var j = 1; j < order; j++) {
      binomial *= (double) (order - j) / j;
      var slope = Node.of(new Polygamma(j), a).negated();
      sum = sum.plus(density(order - 1 - j, a, x).times(slope).times(binomial));
    }
    return sum;
  }

  @Override
  public List<Interval> domains() {
    return List.of(Interval.POSITIVE, Interval.POSITIVE);
  }
}
