package org.backprop.graph;

/** The same value, held constant: no gradient passes. */
public record Detach() implements Op.Flat {
  @Override
  public String name() {
    return "detach";
  }

  @Override
  public double apply(double x) {
    return x;
  }
}
