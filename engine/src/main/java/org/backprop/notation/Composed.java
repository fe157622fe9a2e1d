package org.backprop.notation;

import java.util.List;
import java.util.function.Function;
import org.backprop.graph.Abs;
import org.backprop.graph.Add;
import org.backprop.graph.Detach;
import org.backprop.graph.Div;
import org.backprop.graph.Equal;
import org.backprop.graph.Exp;
import org.backprop.graph.Expm1;
import org.backprop.graph.LessEqual;
import org.backprop.graph.Log;
import org.backprop.graph.Max;
import org.backprop.graph.Mul;
import org.backprop.graph.Node;
import org.backprop.graph.NormalCdf;
import org.backprop.graph.Op;
import org.backprop.graph.Select;
import org.backprop.graph.Sigmoid;
import org.backprop.graph.Sub;
import org.backprop.graph.Sum;
import org.backprop.rewrite.Match;
import org.backprop.rewrite.Uniform;
import org.jspecify.annotations.Nullable;

/**
 * The functions that are composed of primitives, recognised by their structure: as they are built,
 * and as a simplified derivative has them. A labelled operand is not taken apart.
 */
final class Composed {
  private static final List<Function<Node, Form.@Nullable Call>> FUNCTIONS =
      List.of(
          Composed::softmax,
          Composed::logsumexp,
          Composed::rectifier,
          Composed::withLimits,
          Composed::mean);

  private Composed() {}

  /** The function that ends in this node, or null if it is none of them. */
  static Form.@Nullable Call of(Node node) {
    for (var function : FUNCTIONS) {
      var call = function.apply(node);
      if (call != null) {
        return call;
      }
    }
    return null;
  }

  private static Form.Call call(String function, Node x, String... settings) {
    return new Form.Call(function, List.of(x), List.of(settings));
  }

  private static Form.@Nullable Call softmax(Node node) {
    if (!(node.op() instanceof Div) || !Match.is(Exp.class, node.input(0))) {
      return null;
    }
    var e = node.input(0);
    var sum = Match.core(node.input(1));
    var x = Match.is(Sum.class, sum) && Match.summand(sum) == e ? shifted(sum) : null;
    return x == null ? null : call("softmax", x, otherThanLast(((Sum) sum.op()).axes(), x));
  }

  private static Form.@Nullable Call logsumexp(Node node) {
    if (!(node.op() instanceof Add)) {
      return null;
    }
    for (var i = 0; i < 2; i++) {
      var log = node.input(i);
      var sum = Match.is(Log.class, log) ? log.input(0) : log;
      if (Match.is(Sum.class, sum)) {
        var x = shifted(sum);
        if (x != null && isLargest(node.input(1 - i), x, sum)) {
          return call("logsumexp", x, otherThanLast(((Sum) sum.op()).axes(), x));
        }
      }
    }
    return null;
  }

  /** The x of {@code sum(exp(x - d))} where d is the maximum of x over the same axes, detached. */
  private static @Nullable Node shifted(Node sum) {
    var e = Match.summand(sum);
    if (!Match.is(Exp.class, e) || !Match.is(Sub.class, e.input(0))) {
      return null;
    }
    var x = e.input(0).input(0);
    return isLargest(Match.core(e.input(0).input(1)), x, sum) ? x : null;
  }

  /** Whether a node is the maximum of x over the axes of a sum, detached, or 0 where infinite. */
  private static boolean isLargest(Node node, Node x, Node sum) {
    var largest = Match.is(Detach.class, node) ? node.input(0) : node;
    largest = Match.is(Select.class, largest) ? largest.input(1) : largest;
    return largest.op() instanceof Max max
        && largest.input(0) == x
        && max.axes().equals(((Sum) sum.op()).axes());
  }

  private static Form.@Nullable Call rectifier(Node node) {
    if (!(node.op() instanceof Select) || !Match.is(LessEqual.class, node.input(0))) {
      return null;
    }
    var x = node.input(2);
    var below = node.input(1);
    if (node.input(0).input(0) != x || !Uniform.is(node.input(0).input(1), 0)) {
      return null;
    }
    if (Uniform.is(below, 0)) {
      return call("relu", x);
    }
    var slope = multipleOf(below, x);
    if (!Double.isNaN(slope)) {
      return call("leakyRelu", x, Numbers.text(slope));
    }
    return elu(x, below);
  }

  private static Form.@Nullable Call elu(Node x, Node below) {
    var multiple = Match.is(Mul.class, below);
    var i = multiple && Uniform.is(below.input(0)) ? 1 : 0;
    var expm1 = multiple ? below.input(i) : below;
    var alpha = multiple ? Uniform.value(below.input(1 - i)) : 1;
    if (Double.isNaN(alpha) || !Match.is(Expm1.class, expm1) || expm1.input(0) != x) {
      return null;
    }
    return alpha == 1 ? call("elu", x) : call("elu", x, Numbers.text(alpha));
  }

  /** A smooth rectifier, which at infinities is relu. */
  private static Form.@Nullable Call withLimits(Node node) {
    if (!(node.op() instanceof Select) || !isInfinite(node.input(0))) {
      return null;
    }
    var gelu = timesFunction("gelu", NormalCdf.class, node.input(2));
    return gelu != null ? gelu : timesFunction("silu", Sigmoid.class, node.input(2));
  }

  /** Whether a condition holds at infinities alone. */
  static boolean isInfinite(Node condition) {
    return condition.op() instanceof Equal
        && condition.input(0).op() instanceof Abs
        && Uniform.is(condition.input(1), Double.POSITIVE_INFINITY);
  }

  /** {@code x f(x)} for an operation f. */
  private static Form.@Nullable Call timesFunction(
      String name, Class<? extends Op.Unary> function, Node node) {
    if (!(node.op() instanceof Mul)) {
      return null;
    }
    for (var i = 0; i < 2; i++) {
      var x = node.input(i);
      if (Match.is(function, node.input(1 - i)) && node.input(1 - i).input(0) == x) {
        return call(name, x);
      }
    }
    return null;
  }

  private static Form.@Nullable Call mean(Node node) {
    if (!(node.op() instanceof Mul)) {
      return null;
    }
    for (var i = 0; i < 2; i++) {
      var sum = node.input(i);
      if (Match.is(Sum.class, sum) && sum.input(0).shape().size() > sum.shape().size()) {
        var count = (double) sum.input(0).shape().size() / sum.shape().size();
        if (Numbers.isReciprocal(Uniform.value(node.input(1 - i)), count)) {
          return call("mean", sum.input(0), axes(((Sum) sum.op()).axes(), sum.input(0)));
        }
      }
    }
    return null;
  }

  /** The number c of {@code c x} or {@code x c}; NaN if the node is not that. */
  private static double multipleOf(Node node, Node x) {
    if (!Match.is(Mul.class, node)) {
      return Double.NaN;
    }
    return node.input(1) == x
        ? Uniform.value(node.input(0))
        : node.input(0) == x ? Uniform.value(node.input(1)) : Double.NaN;
  }

  /** The axes as a setting; none where they are all axes. */
  static String[] axes(List<Integer> axes, Node x) {
    if (axes.size() == x.shape().rank()) {
      return new String[0];
    }
    var names = String.join(" ", axes.stream().map(String::valueOf).toList());
    return new String[] {(axes.size() == 1 ? "axis " : "axes ") + names};
  }

  private static String[] otherThanLast(List<Integer> axes, Node x) {
    return axes.equals(List.of(x.shape().rank() - 1)) ? new String[0] : axes(axes, x);
  }
}
