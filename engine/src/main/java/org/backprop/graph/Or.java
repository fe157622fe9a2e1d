package org.backprop.graph;

/** The bits, or truth values, that at least one operand has. */
public record Or() implements Op.Bitwise {
  @Override
  public String name() {
    return "or";
  }

  @Override
  public long apply(long a, long b) {
    return a | b;
  }
}
