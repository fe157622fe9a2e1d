package org.backprop.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.graph.Cast;
import org.backprop.graph.Detach;
import org.backprop.graph.Exp;
import org.backprop.graph.LogisticDensity;
import org.backprop.graph.Neg;
import org.backprop.graph.Node;
import org.backprop.graph.SechSquared;
import org.backprop.graph.Select;
import org.backprop.graph.Sigmoid;
import org.backprop.graph.Sum;
import org.backprop.graph.Tanh;
import org.backprop.graph.Walk;
import org.backprop.notation.Form;
import org.backprop.notation.Notation;
import org.backprop.simplify.Simplify;
import org.backprop.tensor.DType;

/** Reads simplified graphs as rules: labelled nodes are symbols, the rest is mathematics. */
final class RuleReader {
  /** A rule of more parts is not one that a person reads. */
  private static final int LONGEST = 40;

  /** The sigmoids, exponentials and tangents that have a name, by their operands. */
  private final Map<Node, Node> sigmoids = new HashMap<>();

  private final Map<Node, Node> exponentials = new HashMap<>();
  private final Map<Node, Node> tangents = new HashMap<>();
  private int parts;

  /** Whether it shows what is done for the sake of rounding alone. */
  private boolean isTechnical;

  private RuleReader(List<Node> nodes) {
    for (var node : Walk.inputsFirst(nodes)) {
      if (node.label().isPresent() && node.op() instanceof Sigmoid) {
        sigmoids.put(node.input(0), node);
      }
      if (node.label().isPresent() && node.op() instanceof Exp) {
        exponentials.put(node.input(0), node);
      }
      if (node.label().isPresent() && node.op() instanceof Tanh) {
        tangents.put(node.input(0), node);
      }
    }
  }

  /** A graph, simplified, and how it reads; empty where that would be too long. */
  record Rule(Node node, Optional<Expression> expression) {}

  /**
   * The rule of a node.
   *
   * @param known labelled nodes that may stand in it by their names
   */
  static Rule of(Node node, Node... known) {
    return mean(node, Optional.empty(), known);
  }

  /** The rule of a node divided by a number of rows, which is left out where there is one row. */
  static Rule mean(Node sum, Optional<Node> count, Node... known) {
    var roots = new ArrayList<>(List.of(known));
    roots.add(sum);
    var simple = Simplify.of(roots);
    var last = simple.getLast();
    var root = count.map(it -> last.dividedBy(it)).orElse(last);
    return new Rule(root, new RuleReader(simple).read(root));
  }

  private Optional<Expression> read(Node root) {
    var isKnown = root.label().isPresent();
    var expression = isKnown ? part(root) : expression(root);
    return parts > LONGEST || isTechnical ? Optional.empty() : Optional.of(Tidy.of(expression));
  }

  private Expression part(Node node) {
    return node.label().<Expression>map(Expression.Symbol::new).orElseGet(() -> expression(node));
  }

  private Expression expression(Node node) {
    if (++parts > LONGEST) {
      return new Expression.Symbol("...");
    }
    var complement = complement(node);
    if (complement.isPresent()) {
      return complement.get();
    }
    if (node.op() instanceof Cast && node.input(0).dtype() != DType.BOOL) {
      return part(node.input(0));
    }
    isTechnical |= node.op() instanceof Detach;
    if (isMasked(node)) {
      return new Expression.Elementwise(part(node.input(1)), part(node.input(0)));
    }
    return expression(node, Notation.of(node));
  }

  /**
   * {@code sigmoid(-x)} is 1 - y and {@code exp(-x)} 1 / y where y is that of x and has a name, and
   * the derivative of sigmoid is y (1 - y), that of tanh 1 - y^2.
   */
  private Optional<Expression> complement(Node node) {
    if (node.op() instanceof SechSquared) {
      var x = node.input(0);
      return Optional.of(slope(part(tangents.getOrDefault(x, x.tanh()))));
    }
    if (node.op() instanceof LogisticDensity) {
      var y = part(sigmoids.getOrDefault(node.input(0), node.input(0).sigmoid()));
      return Optional.of(new Expression.Elementwise(y, complement(y)));
    }
    if (node.inputs().size() != 1 || !(node.input(0).op() instanceof Neg)) {
      return Optional.empty();
    }
    var x = node.input(0).input(0);
    return switch (node.op()) {
      case Sigmoid _ ->
          Optional.ofNullable(sigmoids.get(x)).map(this::part).map(RuleReader::complement);
      case Exp _ ->
          Optional.ofNullable(exponentials.get(x))
              .map(y -> new Expression.Quotient(new Expression.Literal(1), part(y)));
      default -> Optional.empty();
    };
  }

  private static Expression complement(Expression y) {
    return new Expression.Difference(new Expression.Literal(1), y);
  }

  private static Expression slope(Expression tangent) {
    return new Expression.Difference(
        new Expression.Literal(1), new Expression.Power(tangent, new Expression.Literal(2)));
  }

  /** A value where a named condition holds, and 0 elsewhere. */
  private static boolean isMasked(Node node) {
    return node.op() instanceof Select
        && node.input(0).label().isPresent()
        && Notation.of(node.input(2)) instanceof Form.Literal(var number)
        && number == 0;
  }

  private Expression expression(Node node, Form form) {
    return switch (form) {
      case Form.Name(var text) -> new Expression.Symbol(text);
      case Form.Literal(var number) -> new Expression.Literal(number);
      case Form.Same(var x) -> part(x);
      case Form.Call call -> call(node, call);
      case Form.Plus(var a, var b) -> new Expression.Addition(part(a), part(b));
      case Form.Minus(var a, var b) -> new Expression.Difference(part(a), part(b));
      case Form.Negative(var x) -> new Expression.Negation(part(x));
      case Form.Times(var a, var b) -> new Expression.Elementwise(part(a), part(b));
      case Form.Over(var a, var b) -> new Expression.Quotient(part(a), part(b));
      case Form.Square(var x) -> new Expression.Power(part(x), new Expression.Literal(2));
      case Form.Power(var a, var b) -> new Expression.Power(part(a), part(b));
      case Form.MatrixForm product ->
          new Expression.Product(
              operand(product.left(), product.leftTransposed()),
              operand(product.right(), product.rightTransposed()));
      case Form.Transposed(var x) -> new Expression.Transpose(part(x));
      case Form.Relation(var a, var symbol, var b) -> relation(a, symbol, b);
      case Form.Indicator(var a, var symbol, var b) ->
          new Expression.Indicator(relation(a, symbol, b));
      case Form.Masked(var value, var a, var symbol, var b) ->
          new Expression.Elementwise(part(value), new Expression.Indicator(relation(a, symbol, b)));
    };
  }

  private Expression operand(Node node, boolean transposed) {
    return transposed ? new Expression.Transpose(part(node)) : part(node);
  }

  private Expression.Relation relation(Node a, String symbol, Node b) {
    return new Expression.Relation(part(a), symbol, part(b));
  }

  /** Sums over the rows are sums over samples; the axes of others do not show. */
  private Expression call(Node node, Form.Call call) {
    if (node.op() instanceof Sum sum) {
      var x = part(node.input(0));
      return sum.axes().equals(List.of(0)) && node.input(0).shape().rank() > 1
          ? new Expression.SampleSum(x, Orientation.ROWS)
          : new Expression.Call("sum", List.of(x), List.of());
    }
    return new Expression.Call(
        call.function(), call.parts().stream().map(this::part).toList(), call.settings());
  }
}
