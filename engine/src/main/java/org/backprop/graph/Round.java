package org.backprop.graph;

/** The nearest whole number; halves go to the even neighbour. */
public record Round() implements Op.Flat {
  @Override
  public String name() {
    return "round";
  }

  @Override
  public double apply(double x) {
    return Math.rint(x);
  }
}
