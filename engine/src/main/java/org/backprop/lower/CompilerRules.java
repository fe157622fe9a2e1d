package org.backprop.lower;

import java.util.List;
import java.util.Objects;
import org.backprop.graph.Broadcast;
import org.backprop.graph.Compositions;
import org.backprop.graph.Constant;
import org.backprop.graph.Detach;
import org.backprop.graph.Div;
import org.backprop.graph.LessEqual;
import org.backprop.graph.Mul;
import org.backprop.graph.Node;
import org.backprop.graph.Select;
import org.backprop.rewrite.Rewriting;
import org.backprop.rewrite.Rule;
import org.backprop.rewrite.Uniform;
import org.jspecify.annotations.Nullable;

/**
 * Rules that make a graph cheaper to run, but no plainer to read. They apply after simplification,
 * whose graph is shown to the reader, and before {@link Lowering}, in whose polynomials a moved
 * constant would change bits.
 */
public final class CompilerRules {
  static final List<Rule> RULES =
      List.of(
          Rule.on(Detach.class, (node, x) -> x),
          Rule.pair(Div.class, CompilerRules::byReciprocal),
          Rule.pair(Mul.class, CompilerRules::constantInwards),
          CompilerRules::byPositivePart);

  private CompilerRules() {}

  /** The nodes, cheaper; each value may differ by a rounding. */
  public static List<Node> of(List<Node> roots) {
    return new Rewriting(RULES).of(roots);
  }

  /**
   * Divides many numbers by one number by multiplying with its reciprocal, which is rounded, and
   * which overflows where the divisor is subnormal.
   */
  private static @Nullable Node byReciprocal(Node numerator, Node divisor) {
    if (!isSpread(divisor) || divisor.input(0).op() instanceof Constant) {
      return null;
    }
    return numerator.times(divisor.input(0).reciprocal().broadcastTo(divisor.shape()));
  }

  /**
   * {@code c (a s) = a (c s)}, where s is one number for many elements of a: c s is rounded instead
   * of a s.
   */
  private static @Nullable Node constantInwards(Node c, Node product) {
    if (!Uniform.isModerate(c) || !(product.op() instanceof Mul)) {
      return null;
    }
    for (var i = 0; i < 2; i++) {
      var few = product.input(i);
      if (isSpread(few) && !Uniform.is(few)) {
        var number = Uniform.of(Objects.requireNonNull(Uniform.number(c)), few.input(0).shape());
        return product.input(1 - i).times(number.times(few.input(0)).broadcastTo(few.shape()));
      }
    }
    return null;
  }

  /**
   * Where x is not positive, {@code relu(x)} is not either: a derivative that is 0 there needs
   * {@code relu(x)}, which is stored for later nodes, and x need not be stored.
   */
  private static @Nullable Node byPositivePart(Node node) {
    if (!isZeroBelow(node) || isRelu(node) || isRelu(tested(node))) {
      return null;
    }
    var positive = Compositions.relu(tested(node));
    return Node.select(positive.atMost(positive.zeros()), node.input(1), node.input(2));
  }

  /** Whether the node is {@code select(x <= 0, 0, ...)}. */
  private static boolean isZeroBelow(Node node) {
    return node.op() instanceof Select
        && node.input(0).op() instanceof LessEqual
        && Uniform.is(node.input(0).input(1), 0)
        && Uniform.is(node.input(1), 0);
  }

  /** The x of such a node. */
  private static Node tested(Node node) {
    return node.input(0).input(0);
  }

  private static boolean isRelu(Node node) {
    return isZeroBelow(node) && node.input(2) == tested(node);
  }

  /** Whether fewer numbers are spread over the value's elements. */
  private static boolean isSpread(Node node) {
    return node.op() instanceof Broadcast && node.input(0).shape().size() < node.shape().size();
  }
}
