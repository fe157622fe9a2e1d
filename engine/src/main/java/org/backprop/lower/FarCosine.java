package org.backprop.lower;

/** The cosine of a large angle in radians. */
public record FarCosine() implements FarFunction {
  @Override
  public String name() {
    return "farCosine";
  }

  @Override
  public double apply(double x) {
    return StrictMath.cos(x);
  }
}
