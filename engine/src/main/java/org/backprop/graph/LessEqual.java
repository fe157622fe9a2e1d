package org.backprop.graph;

/** Whether the first number is at most the second; false if either is NaN. */
public record LessEqual() implements Op.Comparison {
  @Override
  public String name() {
    return "lessEqual";
  }

  @Override
  public boolean test(double a, double b) {
    return a <= b;
  }

  @Override
  public boolean test(long a, long b) {
    return a <= b;
  }
}
