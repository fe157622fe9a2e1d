package org.backprop.graph;

/** The bits, or truth values, that exactly one operand has. */
public record Xor() implements Op.Bitwise {
  @Override
  public String name() {
    return "xor";
  }

  @Override
  public long apply(long a, long b) {
    return a ^ b;
  }
}
