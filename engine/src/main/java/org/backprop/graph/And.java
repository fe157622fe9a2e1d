package org.backprop.graph;

/** The bits, or truth values, that both operands have. */
public record And() implements Op.Bitwise {
  @Override
  public String name() {
    return "and";
  }

  @Override
  public long apply(long a, long b) {
    return a & b;
  }
}
