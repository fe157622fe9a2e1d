package org.backprop.graph;

/** The greatest whole number that is not greater. */
public record Floor() implements Op.Flat {
  @Override
  public String name() {
    return "floor";
  }

  @Override
  public double apply(double x) {
    return Math.floor(x);
  }
}
