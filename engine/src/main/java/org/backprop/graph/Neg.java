package org.backprop.graph;

import org.backprop.tensor.DType;

/** The negative, -x. */
public record Neg() implements Op.Unary {
  @Override
  public String name() {
    return "neg";
  }

  @Override
  public double apply(double x) {
    return -x;
  }

  @Override
  public long apply(long x) {
    return -x;
  }

  @Override
  public Node derivative(Node x, Node y) {
    return y.constant(-1);
  }

  @Override
  public boolean takes(DType dtype) {
    return dtype.isFloat() || dtype == DType.INT32 || dtype == DType.INT64;
  }
}
