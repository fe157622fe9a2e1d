package org.backprop.rewrite;

import static org.backprop.rewrite.LowFormat.fma;

import org.backprop.graph.Node;

/** A number of twice the precision, as the sum of one and a small one. */
record LowPair(Node high, Node low) {

  static LowPair constant(Node like, double high, double low) {
    return new LowPair(like.constant(high), like.constant(low));
  }

  /** The exact product of two numbers. */
  static LowPair product(Node a, Node b) {
    var high = a.times(b);
    return new LowPair(high, fma(a, b, high.negated()));
  }

  LowPair times(LowPair other) {
    var product = times(other.high);
    return new LowPair(product.high, fma(high, other.low, product.low));
  }

  LowPair times(Node number) {
    var product = product(high, number);
    return new LowPair(product.high, fma(low, number, product.low));
  }

  /** The sum with a number that is smaller than this one. */
  LowPair plus(LowPair smaller) {
    var sum = high.plus(smaller.high);
    var lost = high.minus(sum).plus(smaller.high);
    return new LowPair(sum, lost.plus(low.plus(smaller.low)));
  }

  /** a / b; the remainder of the first division is divided again. */
  static LowPair quotient(Node a, LowPair b) {
    var reciprocal = b.high.reciprocal();
    var high = a.times(reciprocal);
    var negated = high.negated();
    var remainder = fma(negated, b.low, fma(negated, b.high, a));
    return new LowPair(high, remainder.times(reciprocal));
  }
}
