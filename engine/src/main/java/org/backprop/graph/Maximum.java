package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.DType;

/** The larger of two numbers; where they are equal, each gets half of the gradient. */
public record Maximum() implements Op.Binary {
  @Override
  public String name() {
    return "maximum";
  }

  @Override
  public double apply(double a, double b) {
    return Math.max(a, b);
  }

  @Override
  public long apply(long a, long b) {
    return Math.max(a, b);
  }

  /** Those of an operand that is taken. */
  @Override
  public List<Node> derivatives(Node a, Node b, Node y) {
    var tie = Node.select(a.equalTo(b), y.constant(0.5), y.constant(1));
    return List.of(tie, tie);
  }

  /** The operand that is not taken gets exactly 0. */
  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    var a = node.input(0);
    var b = node.input(1);
    var share = cotangent.times(derivatives(a, b, node).getFirst());
    into.addWhere(a.lessThan(b), false, 0, share);
    into.addWhere(b.lessThan(a), false, 1, share);
  }

  @Override
  public boolean takes(DType dtype) {
    return dtype.isFloat() || dtype == DType.INT32 || dtype == DType.INT64;
  }
}
