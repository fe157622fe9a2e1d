package org.backprop.graph;

import java.util.List;

/** The quotient. */
public record Div() implements Op.Binary {
  @Override
  public String name() {
    return "div";
  }

  @Override
  public double apply(double a, double b) {
    return a / b;
  }

  @Override
  public List<Node> derivatives(Node a, Node b, Node y) {
    return List.of(b.reciprocal(), y.dividedBy(b).negated());
  }

  @Override
  public List<Interval> domains() {
    return List.of(Interval.REAL, Interval.POSITIVE);
  }
}
