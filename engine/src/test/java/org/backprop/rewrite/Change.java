package org.backprop.rewrite;

/** How a rule changes a value. NaN equals NaN, and the sign of zero counts. */
public enum Change {
  /** Zero becomes zero of the other sign. */
  ZERO_SIGN,
  /** Operands of moderate size: the value is rounded otherwise, within a bound. */
  ROUNDING,
  /** Operands near the ends of the range: an intermediate value overflows or underflows. */
  RANGE,
  /**
   * Infinite operands, or a divisor that is 0: a difference of infinities, or 0 times infinity,
   * arises on one side only.
   */
  INFINITY,
  /** NaN operands: a NaN is discarded. */
  NAN
}
