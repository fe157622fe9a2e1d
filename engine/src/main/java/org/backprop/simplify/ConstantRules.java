package org.backprop.simplify;

import java.util.List;
import org.backprop.graph.Cast;
import org.backprop.graph.Constant;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Pad;
import org.backprop.rewrite.ExactRules;
import org.backprop.rewrite.Match;
import org.backprop.rewrite.Rule;
import org.backprop.rewrite.Uniform;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Folds constants when the graph is built. All rules keep every bit. */
final class ConstantRules {
  private static final int SMALL = 64;

  static final List<Rule> RULES =
      List.of(
          ConstantRules::inPlainForm,
          ExactRules::foldUniform,
          ConstantRules::foldSmall,
          Rule.on(Cast.class, (cast, x) -> cast.dtype() == x.dtype() ? x : null),
          Rule.on(Cast.class, ConstantRules::thereAndBack));

  private ConstantRules() {}

  /** A constant of one number, however it was moved, is a scalar that is broadcast. */
  private static @Nullable Node inPlainForm(Node node) {
    if (Uniform.isPlain(node)) {
      return null;
    }
    var number =
        switch (node.op()) {
          case Pad pad when isZero(node.input(0)) -> Uniform.number(node.input(0));
          case Op op when MoveRules.onlyMoves(op) && node.inputs().size() == 1 ->
              Uniform.number(node.input(0));
          default -> Uniform.number(node);
        };
    return number == null ? null : Uniform.of(number, node.shape());
  }

  /** Whether a node is the number that pads: 0, not -0. */
  private static boolean isZero(Node node) {
    return Double.doubleToRawLongBits(Uniform.value(node)) == 0;
  }

  private static @Nullable Node foldSmall(Node node) {
    if (node.shape().size() > SMALL
        || Uniform.isPlain(node)
        || node.op() instanceof Op.Source
        || node.op() instanceof Op.Index
        || node.inputs().stream().noneMatch(input -> input.op() instanceof Constant)
        || !node.inputs().stream().allMatch(ConstantRules::isSmallConstant)) {
      return null;
    }
    var values = node.inputs().stream().map(ConstantRules::value).toList();
    return Node.constant(node.op().evaluate(values, node.type()));
  }

  private static boolean isSmallConstant(Node node) {
    return node.shape().size() <= SMALL && (node.op() instanceof Constant || Uniform.is(node));
  }

  private static Tensor value(Node node) {
    return node.op() instanceof Constant constant
        ? constant.value()
        : node.op().evaluate(List.of(value(node.input(0))), node.type());
  }

  /** A float that was widened and narrowed again is itself. */
  private static @Nullable Node thereAndBack(Node cast, Node wide) {
    return cast.dtype() == DType.FLOAT32
            && wide.dtype() == DType.FLOAT64
            && Match.is(Cast.class, wide)
            && wide.input(0).dtype() == DType.FLOAT32
        ? wide.input(0)
        : null;
  }
}
