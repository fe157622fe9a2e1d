package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.DType;

/** The difference. */
public record Sub() implements Op.Binary {
  @Override
  public String name() {
    return "sub";
  }

  @Override
  public double apply(double a, double b) {
    return a - b;
  }

  @Override
  public long apply(long a, long b) {
    return a - b;
  }

  @Override
  public List<Node> derivatives(Node a, Node b, Node y) {
    return List.of(y.constant(1), y.constant(-1));
  }

  @Override
  public boolean takes(DType dtype) {
    return dtype.isFloat() || dtype == DType.INT32 || dtype == DType.INT64;
  }
}
