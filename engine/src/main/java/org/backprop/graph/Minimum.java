package org.backprop.graph;

/** The smaller of two numbers; where they are equal, each gets half of the gradient. */
public record Minimum() implements Extremum {
  @Override
  public String name() {
    return "minimum";
  }

  @Override
  public double apply(double a, double b) {
    return Math.min(a, b);
  }

  @Override
  public long apply(long a, long b) {
    return Math.min(a, b);
  }

  @Override
  public Node isTaken(Node first, Node second) {
    return first.lessThan(second);
  }
}
