package org.backprop.graph;

/** The larger of two numbers; where they are equal, each gets half of the gradient. */
public record Maximum() implements Extremum {
  @Override
  public String name() {
    return "maximum";
  }

  @Override
  public double apply(double a, double b) {
    return Math.max(a, b);
  }

  @Override
  public long apply(long a, long b) {
    return Math.max(a, b);
  }

  @Override
  public Node isTaken(Node first, Node second) {
    return second.lessThan(first);
  }
}
