package org.backprop.graph;

/** Whether two numbers are equal; false if either is NaN. */
public record Equal() implements Op.Comparison {
  @Override
  public String name() {
    return "equal";
  }

  @Override
  public boolean test(double a, double b) {
    return a == b;
  }

  @Override
  public boolean test(long a, long b) {
    return a == b;
  }
}
