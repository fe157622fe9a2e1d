package org.backprop.chain;

/** A value that a rule reads, by the name under which the rule reads it. */
public record Operand(String name, Value value) {}
