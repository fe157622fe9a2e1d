package org.backprop.gradient;

import org.backprop.graph.Broadcast;
import org.backprop.graph.Constant;
import org.backprop.graph.Mul;
import org.backprop.graph.Node;
import org.jspecify.annotations.Nullable;

/**
 * The derivative of the outputs by one node, on the way back through the graph.
 *
 * <p>A branch of a choice that is not taken contributes exactly 0, whatever it holds. So a mask
 * travels with the cotangent, and the product with an infinite derivative is not formed before the
 * mask is applied. Elementwise operations, moves and sums hand the mask on; a contraction applies
 * it.
 *
 * @param mask outside of which the derivative is 0; null if there is none
 * @param applied whether the value is 0 outside of the mask
 */
record Cotangent(Node value, @Nullable Mask mask, boolean applied) {
  static Cotangent of(Node value) {
    return new Cotangent(value, null, true);
  }

  /** A value that is 0 outside of the mask already. */
  static Cotangent applied(Node value, @Nullable Mask mask) {
    return new Cotangent(value, mask, true);
  }

  /** What an elementwise operation makes of this cotangent's value. */
  Cotangent scaled(Node contribution) {
    var stays = contribution == value || isMultiple(contribution);
    return new Cotangent(contribution, mask, mask == null || (applied && stays));
  }

  /** Whether a node is this value times a finite number. */
  private boolean isMultiple(Node node) {
    return node.op() instanceof Mul
        && node.input(0) == value
        && Double.isFinite(number(node.input(1)));
  }

  /**
   * Whether a contribution is 0 whatever the data is, so that nothing depends on it: 0 itself, or a
   * product with 0.
   */
  static boolean isZero(Node contribution) {
    return number(contribution) == 0
        || (contribution.op() instanceof Mul
            && (number(contribution.input(0)) == 0 || number(contribution.input(1)) == 0));
  }

  /** The number that a constant of equal elements holds, NaN if the node is none. */
  private static double number(Node node) {
    var core = node.op() instanceof Broadcast ? node.input(0) : node;
    return core.op() instanceof Constant constant && constant.value().size() == 1
        ? constant.value().at(0)
        : Double.NaN;
  }

  /** The same where a condition has that truth value, and 0 elsewhere. */
  Cotangent where(Node condition, boolean truth) {
    return new Cotangent(value, Mask.within(mask, condition, truth, value), false);
  }

  /** The derivative as a plain node. */
  Node node() {
    return applied || mask == null ? value : mask.applied(value);
  }

  /** The sum of two contributions to the derivative by one node. */
  Cotangent plus(Cotangent other) {
    if (mask == null || other.mask == null) {
      return of(node().plus(other.node()));
    }
    if (mask.equals(other.mask)) {
      return new Cotangent(value.plus(other.value), mask, applied && other.applied);
    }
    if (mask.isOpposite(other.mask)) {
      var both =
          mask.truth()
              ? Node.select(mask.condition(), value, other.value)
              : Node.select(mask.condition(), other.value, value);
      return new Cotangent(both, mask.outer(), mask.outer() == null);
    }
    return applied(node().plus(other.node()), Mask.union(mask, other.mask, value));
  }
}
