package org.backprop.graph;

import java.util.List;

/** The largest element over whole axes; where several are the largest, they share the gradient. */
public record Max(List<Integer> axes) implements Op.Reduce {
  public Max {
    axes = List.copyOf(axes);
  }

  @Override
  public String name() {
    return "max";
  }

  @Override
  public double start() {
    return Double.NEGATIVE_INFINITY;
  }

  @Override
  public double combine(double a, double b) {
    return Math.max(a, b);
  }

  @Override
  public long combine(long a, long b) {
    return Math.max(a, b);
  }

  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    Reduction.pullToEqual(node, axes, cotangent, into);
  }
}
