package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.DType;

/**
 * The remainder of a division rounded down, {@code a - b floor(a / b)} without rounding: it has the
 * sign of the divisor. Of whole numbers, the remainder by 0 is 0.
 */
public record Mod() implements Op.Binary {
  @Override
  public String name() {
    return "mod";
  }

  @Override
  public double apply(double a, double b) {
    var rest = a % b;
    return rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
  }

  @Override
  public long apply(long a, long b) {
    return b == 0 ? 0 : Math.floorMod(a, b);
  }

  /** By the divisor it is the quotient, rounded down and negative: found from the remainder. */
  @Override
  public List<Node> derivatives(Node a, Node b, Node y) {
    return List.of(y.constant(1), y.minus(a).dividedBy(b).round());
  }

  @Override
  public List<Interval> domains() {
    return List.of(new Interval(2.2, 2.8), new Interval(0.9, 1.05));
  }

  @Override
  public boolean takes(DType dtype) {
    return dtype.isFloat() || dtype == DType.INT32 || dtype == DType.INT64;
  }
}
