package org.backprop.lower;

import static org.backprop.lower.LowerFormat.fma;

import org.backprop.graph.Node;

/** A number of twice the precision, as the sum of one and a small one. */
record LowerPair(Node high, Node low) {

  static LowerPair constant(Node like, double high, double low) {
    return new LowerPair(like.constant(high), like.constant(low));
  }

  /** The exact product of two numbers. */
  static LowerPair product(Node a, Node b) {
    var high = a.times(b);
    return new LowerPair(high, fma(a, b, high.negated()));
  }

  LowerPair times(LowerPair other) {
    var product = times(other.high);
    return new LowerPair(product.high, fma(high, other.low, product.low));
  }

  LowerPair times(Node number) {
    var product = product(high, number);
    return new LowerPair(product.high, fma(low, number, product.low));
  }

  /** The sum with a number that is smaller than this one. */
  LowerPair plus(LowerPair smaller) {
    var sum = high.plus(smaller.high);
    var lost = high.minus(sum).plus(smaller.high);
    return new LowerPair(sum, lost.plus(low.plus(smaller.low)));
  }

  /** a / b; the remainder of the first division is divided again. */
  static LowerPair quotient(Node a, LowerPair b) {
    var reciprocal = b.high.reciprocal();
    var high = a.times(reciprocal);
    var negated = high.negated();
    var remainder = fma(negated, b.low, fma(negated, b.high, a));
    return new LowerPair(high, remainder.times(reciprocal));
  }
}
