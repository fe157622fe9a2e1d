package org.backprop.chain;

import java.util.Optional;
import java.util.function.Function;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;
import org.backprop.layer.Activation;
import org.backprop.layer.Layers;
import org.backprop.tensor.DType;
import org.backprop.tensor.ShapeException;

/** A rule as graph again, on other operands than those that it was read from. */
public final class RuleGraph {
  private final Function<String, Node> operands;

  private RuleGraph(Function<String, Node> operands) {
    this.operands = operands;
  }

  /**
   * The value of a rule.
   *
   * @param rule stated for samples as rows
   * @param operands the nodes of its symbols
   * @return empty if the rule has a function without a graph, or if the shapes do not fit
   */
  public static Optional<Node> of(Expression rule, Function<String, Node> operands) {
    try {
      return isKnown(rule) ? Optional.of(new RuleGraph(operands).node(rule)) : Optional.empty();
    } catch (ShapeException _) {
      return Optional.empty();
    }
  }

  private static boolean isKnown(Expression e) {
    var isKnown = !(e instanceof Expression.Call call) || isFunction(call);
    return isKnown && e.parts().stream().allMatch(RuleGraph::isKnown);
  }

  private static boolean isFunction(Expression.Call call) {
    return call.parts().size() == 1
        && call.settings().isEmpty()
        && switch (call.function()) {
          case "sum", "exp", "log" -> true;
          default -> activation(call.function()).isPresent();
        };
  }

  private static Optional<Activation> activation(String name) {
    return Layers.catalog().named(name, Activation.class);
  }

  private Node node(Expression e) {
    return switch (e) {
      case Expression.Symbol(var name) -> operands.apply(name);
      case Expression.Literal(var number) -> Node.scalar(DType.FLOAT64, number);
      case Expression.Addition(var a, var b) -> node(a).plus(node(b));
      case Expression.Difference(var a, var b) -> node(a).minus(node(b));
      case Expression.Negation(var x) -> node(x).negated();
      case Expression.Product(var a, var b) -> matrix(a).matmul(matrix(b));
      case Expression.Transpose(var x) -> matrix(x).transposed();
      case Expression.Elementwise(var a, var b) -> node(a).times(node(b));
      case Expression.Quotient(var a, var b) -> node(a).dividedBy(node(b));
      case Expression.Power(var a, var b) -> node(a).pow(node(b));
      case Expression.Call call -> call(call.function(), node(call.parts().getFirst()));
      case Expression.Relation relation -> relation(relation);
      case Expression.Indicator(var relation) -> relation(relation);
      case Expression.SampleSum(var x, var _) -> matrix(x).sum(0);
    };
  }

  private Node matrix(Expression e) {
    var node = node(e);
    if (node.shape().rank() != 2) {
      throw new ShapeException(e.text() + " is no matrix but " + node);
    }
    return node;
  }

  private static Node call(String function, Node x) {
    return switch (function) {
      case "sum" -> x.sum();
      case "exp" -> x.exp();
      case "log" -> x.log();
      case "softmax" -> Compositions.softmax(x);
      default -> activation(function).orElseThrow().of(x);
    };
  }

  /** 1 where it holds and 0 elsewhere. */
  private Node relation(Expression.Relation relation) {
    var left = node(relation.left());
    var right = node(relation.right());
    var holds =
        switch (relation.symbol()) {
          case ">" -> right.lessThan(left);
          case "<" -> left.lessThan(right);
          case ">=" -> right.atMost(left);
          case "<=" -> left.atMost(right);
          default -> left.equalTo(right);
        };
    return holds.cast(left.dtype());
  }
}
