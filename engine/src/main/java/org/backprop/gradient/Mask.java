package org.backprop.gradient;

import org.backprop.graph.Node;
import org.jspecify.annotations.Nullable;

/**
 * Where a cotangent may differ from 0: where a condition has one truth value, within another mask.
 *
 * @param condition of type BOOL and of the cotangent's shape
 */
record Mask(Node condition, boolean truth, @Nullable Mask outer) {
  /** Masks that are nested deeper become one condition. */
  private static final int DEEPEST = 3;

  /** The part of a mask, or of everything, where a condition has that truth value. */
  static Mask within(@Nullable Mask outer, Node condition, boolean truth, Node like) {
    return outer != null && outer.depth() >= DEEPEST
        ? new Mask(condition, truth, of(outer.ones(like)))
        : new Mask(condition, truth, outer);
  }

  /** Where a float is positive. */
  static Mask of(Node number) {
    return new Mask(number.zeros().lessThan(number), true, null);
  }

  private int depth() {
    return outer == null ? 1 : outer.depth() + 1;
  }

  /** The value, and 0 outside of the mask. */
  Node applied(Node value) {
    var own =
        truth
            ? Node.select(condition, value, value.zeros())
            : Node.select(condition, value.zeros(), value);
    return outer == null ? own : outer.applied(own);
  }

  /** 1 inside of the mask and 0 outside, of a node's type. */
  Node ones(Node like) {
    return applied(like.constant(1));
  }

  /** Whether the two are the two branches of one choice. */
  boolean isOpposite(Mask other) {
    return condition == other.condition
        && truth != other.truth
        && (outer == null ? other.outer == null : outer.equals(other.outer));
  }

  /** What is inside of one of two masks. */
  static @Nullable Mask union(@Nullable Mask a, @Nullable Mask b, Node like) {
    return a == null || b == null ? null : of(a.ones(like).plus(b.ones(like)));
  }
}
