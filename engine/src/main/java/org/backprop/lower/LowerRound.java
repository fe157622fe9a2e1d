package org.backprop.lower;

import org.backprop.graph.Node;

/** Functions that are constant in pieces. */
final class LowerRound {
  private LowerRound() {}

  static Node sign(Node x) {
    var zero = x.zeros();
    var notPositive = Node.select(x.lessThan(zero), x.constant(-1), x);
    return Node.select(zero.lessThan(x), x.constant(1), notPositive);
  }

  /** Adding a large number drops the digits after the point; larger numbers have none. */
  static Node round(Node x) {
    var large = Math.scalb(1.0, LowerFormat.of(x).fraction);
    var size = x.abs();
    var rounded = LowerFormat.withSign(size.plus(large).minus(large), x);
    return Node.select(size.lessThan(x.constant(large)), rounded, x);
  }

  static Node floor(Node x) {
    var rounded = round(x);
    return Node.select(x.lessThan(rounded), rounded.minus(1), rounded);
  }
}
