package org.backprop.lower;

/** The sine of a large angle in radians. */
public record FarSine() implements FarFunction {
  @Override
  public String name() {
    return "farSine";
  }

  @Override
  public double apply(double x) {
    return StrictMath.sin(x);
  }
}
