package org.backprop.app.draw;

import java.util.List;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.layer.Activation;
import org.backprop.likelihood.Likelihood;
import org.backprop.notation.Printer;
import org.backprop.simplify.Simplify;
import org.backprop.tensor.DType;

/** Gradients as text: each is derived on a small graph and simplified; none is written here. */
final class Derivation {
  private static final String OUTPUT = "y_hat";
  private static final int LONG = 40;

  private Derivation() {}

  /** The gradients of one dense layer, by its input, its weights and its biases. */
  record Dense(String input, String weights, String biases) {}

  /** The output unit, as in {@code softmax}; {@code linear} where it is the pre-activation. */
  static String unit(Likelihood likelihood) {
    var eta = matrix("eta", 2, 2);
    var unit = Printer.expression(Simplify.of(likelihood.mean(eta)));
    return unit.equals("eta") ? "linear" : unit.replace("(eta)", "");
  }

  /** The gradient of the rows' summed loss by the last pre-activation, as in {@code y_hat - y}. */
  static String delta(Likelihood likelihood, String value) {
    var eta = matrix(unit(likelihood).equals("linear") ? OUTPUT : value, 2, 2);
    var loss = likelihood.logDensity(eta, matrix("y", 2, 2)).negated().sum();
    var both = Simplify.of(List.of(likelihood.mean(eta).named(OUTPUT), Gradients.of(loss, eta)));
    return Printer.expression(both.getLast());
  }

  /** What a dense layer does with the gradient by its value. */
  static Dense dense(String input, int number) {
    var x = matrix(input, 2, 3);
    var weights = matrix("W" + number, 3, 4);
    var biases = Node.input("b" + number, DType.FLOAT64, 4);
    var delta = matrix("delta" + number, 2, 4);
    var value = x.matmul(weights).plus(biases);
    var all =
        Simplify.of(Gradients.vjp(List.of(value), List.of(x, weights, biases), List.of(delta)));
    var texts = all.stream().map(Printer::expression).toList();
    return new Dense(
        texts.get(0),
        texts.get(1),
        texts.get(2).replaceAll("^sum\\((.*), axis 0\\)$", "sum of $1 over rows"));
  }

  /** The gradient by what an activation reads, given the one by its value. */
  static String activation(Activation activation, String function, String input, String value) {
    var x = matrix(input, 2, 3);
    var y = activation.of(x).named(value);
    var after = gradient(value);
    var pulled = Gradients.vjp(List.of(y), List.of(x), List.of(matrix(after, 2, 3)));
    var text = Printer.expression(Simplify.of(List.of(y, pulled.getFirst())).getLast());
    return text.length() <= LONG ? text : "%s * %s'(%s)".formatted(after, function, input);
  }

  /** The name of the gradient by a value. */
  static String gradient(String value) {
    return "dL/d" + value;
  }

  private static Node matrix(String name, int rows, int columns) {
    return Node.input(name, DType.FLOAT64, rows, columns);
  }
}
