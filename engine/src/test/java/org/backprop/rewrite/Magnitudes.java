package org.backprop.rewrite;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.backprop.graph.Add;
import org.backprop.graph.Constant;
import org.backprop.graph.Div;
import org.backprop.graph.Input;
import org.backprop.graph.Mul;
import org.backprop.graph.Neg;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Sub;
import org.backprop.graph.Walk;
import org.backprop.interpret.Interpreter;
import org.backprop.tensor.Tensor;

/**
 * The sum of the sizes of all terms that make up a value: a bound of its rounding error is a
 * multiple of this (Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 3.1).
 */
final class Magnitudes {
  private Magnitudes() {}

  static Tensor of(Node root, Map<Node, Tensor> given) {
    var interpreter = new Interpreter(List.of(root));
    var values = interpreter.values(given);
    Map<Node, Tensor> value = new HashMap<>();
    Map<Node, Tensor> size = new HashMap<>();
    for (var node : interpreter.order()) {
      value.put(node, values.get(value.size()));
      size.put(node, size(node, value, size));
    }
    return Objects.requireNonNull(size.get(root));
  }

  /** The number of roundings in a graph: of each operation, each addition of a sum, each number. */
  static int roundings(Node root) {
    return Walk.inputsFirst(List.of(root)).stream()
        .filter(node -> !(node.op() instanceof Op.Move || node.op() instanceof Input))
        .mapToInt(Magnitudes::roundingsOf)
        .sum();
  }

  private static int roundingsOf(Node node) {
    return node.op() instanceof Op.Reduce
        ? node.input(0).shape().size() / Math.max(1, node.shape().size())
        : 1;
  }

  private static Tensor size(Node node, Map<Node, Tensor> value, Map<Node, Tensor> size) {
    var sizes = node.inputs().stream().map(size::get).map(Objects::requireNonNull).toList();
    var type = node.type();
    return switch (node.op()) {
      case Constant _, Input _ -> absolute(Objects.requireNonNull(value.get(node)));
      case Neg _ -> sizes.getFirst();
      case Sub _ -> new Add().evaluate(sizes, type);
      case Div div -> {
        var divisor = absolute(Objects.requireNonNull(value.get(node.input(1))));
        var quotient = div.evaluate(List.of(sizes.getFirst(), divisor), type);
        var growth = div.evaluate(List.of(sizes.getLast(), divisor), type);
        yield new Mul().evaluate(List.of(quotient, growth), type);
      }
      default ->
          type.dtype().isFloat()
              ? node.op().evaluate(sizes, type)
              : Objects.requireNonNull(value.get(node));
    };
  }

  private static Tensor absolute(Tensor value) {
    var absolute = Tensor.builder(value.dtype(), value.shape());
    for (var i = 0; i < value.size(); i++) {
      absolute.set(i, Math.abs(value.at(i)));
    }
    return absolute.build();
  }
}
