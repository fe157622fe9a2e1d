package org.backprop.engine;

import java.util.List;
import org.backprop.graph.Node;

/**
 * A value that had to be finite is NaN or infinite. The message names the first node that produced
 * one, the values that went into it and the rows that caused it.
 */
public final class NonFiniteException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  private final transient Node node;
  private final transient List<Integer> rows;

  /** The node that produced the value, and the indices of the rows (from 0) that have it. */
  public NonFiniteException(String message, Node node, List<Integer> rows) {
    super(message);
    this.node = node;
    this.rows = List.copyOf(rows);
  }

  public Node node() {
    return node;
  }

  /** The indices on the node's first axis, ascending; empty for a scalar. */
  public List<Integer> rows() {
    return rows;
  }
}
