package org.backprop.rewrite;

import org.backprop.graph.Broadcast;
import org.backprop.graph.Constant;
import org.backprop.graph.Node;
import org.backprop.graph.Permute;
import org.backprop.graph.Reshape;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Constants whose elements are all equal, as in {@code x.constant(2)}. */
public final class Uniform {
  /**
   * Factors between 1e-6 and 1e6 may change places in a product: that moves its rounding by an ulp,
   * and overflow or underflow only where the product was within a factor 1e6 of them already.
   */
  private static final double MODERATE = 1e6;

  private static final int MOST_MOVES = 8;

  private Uniform() {}

  /** The one number as a scalar, or null if the node is no such constant. */
  public static @Nullable Tensor number(Node node) {
    var core = node;
    for (var i = 0; i < MOST_MOVES && isMove(core); i++) {
      core = core.input(0);
    }
    return core.op() instanceof Constant constant && constant.value().size() == 1
        ? Tensor.wrap(core.dtype(), Shape.SCALAR, constant.value().array())
        : null;
  }

  private static boolean isMove(Node node) {
    return node.op() instanceof Broadcast
        || node.op() instanceof Reshape
        || node.op() instanceof Permute;
  }

  public static boolean is(Node node) {
    return number(node) != null;
  }

  public static boolean is(Node node, double value) {
    var number = number(node);
    return number != null && number.item() == value;
  }

  /** The number as a double, NaN if the node is no such constant. */
  public static double value(Node node) {
    var number = number(node);
    return number == null ? Double.NaN : number.item();
  }

  /** Whether the node is such a constant of a float type, less than 0. */
  public static boolean isNegative(Node node) {
    return node.dtype().isFloat() && value(node) < 0;
  }

  /** Whether the node is such a constant and may change places in a product of floats. */
  public static boolean isModerate(Node node) {
    var size = Math.abs(value(node));
    return node.dtype().isFloat() && 1 / MODERATE <= size && size <= MODERATE;
  }

  /** The constant in its one form: a scalar, broadcast if need be. */
  public static Node of(Tensor number, Shape shape) {
    return Node.constant(number).broadcastTo(shape);
  }

  /** Whether the node is a constant in that form. */
  public static boolean isPlain(Node node) {
    var core = node.op() instanceof Broadcast ? node.input(0) : node;
    return core.op() instanceof Constant && core.shape().rank() == 0;
  }
}
