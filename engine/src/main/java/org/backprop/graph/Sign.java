package org.backprop.graph;

import org.backprop.tensor.DType;

/** -1, 0 or 1 as the number is negative, zero or positive. */
public record Sign() implements Op.Flat {
  @Override
  public String name() {
    return "sign";
  }

  @Override
  public double apply(double x) {
    return Math.signum(x);
  }

  @Override
  public boolean takes(DType dtype) {
    return dtype.isFloat() || dtype == DType.INT32 || dtype == DType.INT64;
  }
}
