package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.DType;

/** The smaller of two numbers; where they are equal, each gets half of the gradient. */
public record Minimum() implements Op.Binary {
  @Override
  public String name() {
    return "minimum";
  }

  @Override
  public double apply(double a, double b) {
    return Math.min(a, b);
  }

  @Override
  public long apply(long a, long b) {
    return Math.min(a, b);
  }

  @Override
  public List<Node> derivatives(Node a, Node b, Node y) {
    var tie = Node.select(a.equalTo(b), y.constant(0.5), y.constant(1));
    var second = b.lessThan(a);
    return List.of(Node.select(second, y.zeros(), tie), Node.select(second, tie, tie.oneMinus()));
  }

  @Override
  public boolean takes(DType dtype) {
    return dtype.isFloat() || dtype == DType.INT32 || dtype == DType.INT64;
  }
}
