package org.backprop.graph;

import java.util.List;

/** The sum over whole axes, in the fixed order of all reductions. */
public record Sum(List<Integer> axes) implements Op.Reduce {
  public Sum {
    axes = List.copyOf(axes);
  }

  @Override
  public String name() {
    return "sum";
  }

  @Override
  public double start() {
    return 0;
  }

  @Override
  public double combine(double a, double b) {
    return a + b;
  }

  @Override
  public long combine(long a, long b) {
    return a + b;
  }

  @Override
  public boolean movesCotangents() {
    return true;
  }

  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    into.add(0, cotangent.unreduce(node.input(0).shape(), axes));
  }
}
