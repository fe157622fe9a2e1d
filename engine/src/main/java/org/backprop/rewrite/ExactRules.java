package org.backprop.rewrite;

import java.util.Objects;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Select;
import org.jspecify.annotations.Nullable;

/** Rules that keep every bit of the value, so they hold before and after lowering. */
public final class ExactRules {
  private ExactRules() {}

  /** An elementwise operation on uniform constants is a uniform constant. */
  public static @Nullable Node foldUniform(Node node) {
    if (!isElementwise(node.op()) || !node.inputs().stream().allMatch(Uniform::is)) {
      return null;
    }
    var values = node.inputs().stream().map(Uniform::number).map(Objects::requireNonNull).toList();
    var scalar = Node.of(node.op(), values.stream().map(Node::constant).toList());
    return Uniform.of(scalar.op().evaluate(values, scalar.type()), node.shape());
  }

  private static boolean isElementwise(Op op) {
    return op instanceof Op.Unary || op instanceof Op.Binary || op instanceof Op.Ternary;
  }

  /** A select with a constant condition, or with equal branches, is one of its branches. */
  public static @Nullable Node decidedSelect(Node node) {
    if (!(node.op() instanceof Select)) {
      return null;
    }
    var condition = node.input(0);
    if (node.input(1) == node.input(2) || Uniform.is(condition, 1)) {
      return node.input(1);
    }
    return Uniform.is(condition, 0) ? node.input(2) : null;
  }
}
