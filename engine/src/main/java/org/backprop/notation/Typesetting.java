package org.backprop.notation;

import static org.backprop.notation.Fraction.Binding.ATOM;
import static org.backprop.notation.Fraction.Binding.MATRIX_PRODUCT;
import static org.backprop.notation.Fraction.Binding.POWER;
import static org.backprop.notation.Fraction.Binding.PRODUCT;
import static org.backprop.notation.Fraction.Binding.RELATION;
import static org.backprop.notation.Fraction.Binding.SUM;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.backprop.graph.LogisticDensity;
import org.backprop.graph.Neg;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.SechSquared;
import org.backprop.graph.Sigmoid;
import org.backprop.graph.Tanh;
import org.backprop.graph.Walk;

/**
 * The expressions of all shown nodes, each composed once from those of its parts. A graph may share
 * nodes and have any depth, so an expression longer than a line gets a name.
 */
final class Typesetting {
  private static final int LONG = 100;

  private final List<Node> roots;
  private final Map<Node, Form> forms = new HashMap<>();
  private final Map<Node, Integer> readers = new HashMap<>();
  private final Map<Node, Fraction> expressions = new HashMap<>();
  private final Map<Node, String> names = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final List<Node> order;

  /** By their operands. */
  private final Map<Node, Node> sigmoids;

  private final Map<Node, Node> tangents;

  private int temporaries;

  /** Sets the expressions; those that several others read get a name if {@code naming} them. */
  Typesetting(List<Node> roots, boolean naming) {
    this.roots = roots;
    this.sigmoids = values(Sigmoid.class, roots);
    this.tangents = values(Tanh.class, roots);
    this.order = shown();
    order.forEach(node -> node.label().ifPresent(taken::add));
    count();
    for (var node : order) {
      set(node, naming);
    }
  }

  /** Every node that is shown, each once, after its parts. */
  private List<Node> shown() {
    var inOrder = new ArrayList<Node>();
    var left = new HashSet<Node>();
    var stack = new ArrayDeque<>(roots);
    while (!stack.isEmpty()) {
      var node = stack.peek();
      if (!forms.containsKey(node)) {
        var form = complement(node).orElseGet(() -> Notation.of(node));
        forms.put(node, form);
        form.parts().reversed().stream().filter(p -> !forms.containsKey(p)).forEach(stack::push);
      } else {
        stack.pop();
        if (left.add(node)) {
          inOrder.add(node);
        }
      }
    }
    return inOrder;
  }

  /**
   * {@code sigmoid(-x)} reads as 1 - y where {@code y = sigmoid(x)} is in the graph; the derivative
   * of sigmoid as y (1 - y), and that of tanh as 1 - y^2 where {@code y = tanh(x)}.
   */
  private Optional<Form> complement(Node node) {
    if (node.op() instanceof SechSquared) {
      var y = tangents.getOrDefault(node.input(0), node.input(0).tanh());
      return Optional.of(new Form.Minus(node.constant(1), y.squared()));
    }
    if (node.op() instanceof LogisticDensity) {
      var y = sigmoids.getOrDefault(node.input(0), node.input(0).sigmoid());
      return Optional.of(new Form.Times(y, y.oneMinus()));
    }
    return node.op() instanceof Sigmoid && node.input(0).op() instanceof Neg
        ? Optional.ofNullable(sigmoids.get(node.input(0).input(0)))
            .map(y -> new Form.Minus(node.constant(1), y))
        : Optional.empty();
  }

  /** The values of a function, by what it is a function of. */
  private static Map<Node, Node> values(Class<? extends Op.Unary> function, List<Node> roots) {
    var values = new HashMap<Node, Node>();
    for (var node : Walk.inputsFirst(roots)) {
      if (function.isInstance(node.op())) {
        values.put(node.input(0), node);
      }
    }
    return values;
  }

  private Form form(Node node) {
    return Objects.requireNonNull(forms.get(node));
  }

  /**
   * Counts for each node the others that show it; a node that is not shown itself passes its count
   * on.
   */
  private void count() {
    for (var node : order.reversed()) {
      var form = form(node);
      var passedOn = isPassedOn(form) && node.label().isEmpty() && !roots.contains(node);
      for (var part : form.parts()) {
        readers.merge(part, passedOn ? readers.getOrDefault(node, 0) : 1, Integer::sum);
      }
    }
  }

  private static boolean isPassedOn(Form form) {
    return form instanceof Form.Same || form instanceof Form.Transposed;
  }

  private void set(Node node, boolean naming) {
    var expression = expression(form(node));
    expressions.put(node, expression);
    var trivial = form(node).parts().isEmpty() || isPassedOn(form(node));
    var shared = naming && !trivial && readers.getOrDefault(node, 0) > 1;
    var listed = naming && !form(node).parts().isEmpty() && roots.contains(node);
    if (node.label().isPresent()) {
      names.put(node, node.label().get());
    } else if (shared || listed || expression.text().length() > LONG) {
      names.put(node, temporary());
    }
  }

  private String temporary() {
    do {
      temporaries++;
    } while (taken.contains("t" + temporaries));
    return "t" + temporaries;
  }

  String expression(Node node) {
    return Objects.requireNonNull(expressions.get(node)).text();
  }

  String listing() {
    var lines =
        order.stream()
            .filter(node -> names.containsKey(node) && !form(node).parts().isEmpty())
            .map(node -> names.get(node) + " = " + expression(node) + "   " + node.type() + "\n");
    return String.join("", lines.toList());
  }

  /** How a node reads inside of others: its name if it has one. */
  private Fraction part(Node node) {
    var name = names.get(node);
    return name != null ? Fraction.of(name, ATOM) : Objects.requireNonNull(expressions.get(node));
  }

  private Fraction expression(Form form) {
    return switch (form) {
      case Form.Name(var text) -> Fraction.of(text, ATOM);
      case Form.Literal(var number) -> Fraction.of(number);
      case Form.Same(var x) -> part(x);
      case Form.Call call -> Fraction.of(call(call), ATOM);
      case Form.Plus(var a, var b) -> sum(part(a), part(b));
      case Form.Minus(var a, var b) -> sum(part(a), part(b).negated());
      case Form.Negative(var x) -> part(x).negated();
      case Form.Times(var a, var b) -> part(a).times(part(b));
      case Form.Over(var a, var b) -> part(a).over(part(b));
      case Form.Square(var x) -> Fraction.of(part(x).at(ATOM) + "^2", POWER);
      case Form.Power(var a, var b) ->
          Fraction.of(part(a).at(ATOM) + "^" + part(b).at(ATOM), POWER);
      case Form.MatrixForm product -> product(product);
      case Form.Transposed(var x) -> Fraction.of(part(x).at(ATOM) + "^T", POWER);
      case Form.Relation(var a, var symbol, var b) -> Fraction.of(relation(a, symbol, b), RELATION);
      case Form.Indicator(var a, var symbol, var b) -> indicator(a, symbol, b);
      case Form.Masked(var value, var a, var symbol, var b) ->
          part(value).times(indicator(a, symbol, b));
    };
  }

  private String call(Form.Call call) {
    var parts = call.parts().stream().map(x -> part(x).text());
    var arguments = Stream.concat(parts, call.settings().stream()).toList();
    return call.function() + "(" + String.join(", ", arguments) + ")";
  }

  private static Fraction sum(Fraction a, Fraction b) {
    var sign = b.isNegative() ? " - " : " + ";
    var size = b.isNegative() ? b.negated() : b;
    return Fraction.of(a.at(SUM) + sign + size.at(b.isNegative() ? PRODUCT : SUM), SUM);
  }

  private Fraction product(Form.MatrixForm product) {
    var left = operand(product.left(), product.leftTransposed(), MATRIX_PRODUCT);
    var right = operand(product.right(), product.rightTransposed(), POWER);
    return Fraction.of(left + " " + right, MATRIX_PRODUCT);
  }

  private String operand(Node node, boolean transposed, Fraction.Binding least) {
    return transposed ? part(node).at(ATOM) + "^T" : part(node).at(least);
  }

  private String relation(Node a, String symbol, Node b) {
    return part(a).at(SUM) + " " + symbol + " " + part(b).at(SUM);
  }

  private Fraction indicator(Node a, String symbol, Node b) {
    return Fraction.of("[" + relation(a, symbol, b) + "]", ATOM);
  }
}
