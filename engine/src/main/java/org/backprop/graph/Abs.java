package org.backprop.graph;

import org.backprop.tensor.DType;

/** The absolute value, |x|; its derivative is the sign, 0 at 0. */
public record Abs() implements Op.Unary {
  @Override
  public String name() {
    return "abs";
  }

  @Override
  public double apply(double x) {
    return Math.abs(x);
  }

  @Override
  public long apply(long x) {
    return Math.abs(x);
  }

  @Override
  public Node derivative(Node x, Node y) {
    return x.sign();
  }

  @Override
  public boolean takes(DType dtype) {
    return dtype.isFloat() || dtype == DType.INT32 || dtype == DType.INT64;
  }
}
