package org.backprop.graph;

/** Whether the first number is less than the second; false if either is NaN. */
public record Less() implements Op.Comparison {
  @Override
  public String name() {
    return "less";
  }

  @Override
  public boolean test(double a, double b) {
    return a < b;
  }

  @Override
  public boolean test(long a, long b) {
    return a < b;
  }
}
