package org.backprop.formula;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.backprop.engine.Engine;
import org.backprop.graph.Node;
import org.backprop.table.DataException;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/**
 * A formula in one line, as a graph: {@code y * log(mu) - mu - lgamma(y + 1)}.
 *
 * <pre>{@code
 * var slope = Formula.parse("d(tanh(a), a)");
 * slope.value(Map.of("a", 0.5));    // 1 - tanh(0.5)^2, by the derivative of the engine
 * }</pre>
 *
 * <p>It has numbers, variables, {@code + - * / ^}, brackets, the functions in {@link #functions()},
 * and {@code d(formula, variable)}, the derivative. {@code ^} binds more tightly than a sign and
 * groups from the right: {@code -a^2} is {@code -(a^2)}.
 */
public final class Formula {
  private final String text;
  private final SequencedMap<String, Node> variables;
  private final Node node;

  private Formula(String text, SequencedMap<String, Node> variables, Node node) {
    this.text = text;
    this.variables = variables;
    this.node = node;
  }

  /**
   * The formula in a text; each name that is no function is a variable, a scalar.
   *
   * @throws DataException if the text is no formula; says at which character
   */
  public static Formula parse(String text) {
    var variables = new LinkedHashMap<String, Node>();
    var node =
        node(text, name -> variables.computeIfAbsent(name, it -> Node.input(it, DType.FLOAT64)));
    return new Formula(text, variables, node);
  }

  /**
   * The graph of a text, in which each variable is a node of any shape.
   *
   * @throws DataException if the text is no formula; says at which character
   */
  public static Node node(String text, Function<String, Node> variables) {
    return new FormulaReader(text, variables).read();
  }

  /** The names of the functions of one or two arguments, as in {@code exp}. */
  public static List<String> functions() {
    return FormulaFunctions.names();
  }

  /** The variables in the order in which they occur. */
  public List<String> variables() {
    return List.copyOf(variables.sequencedKeySet());
  }

  /**
   * The number that it gives, computed in {@code FLOAT64}.
   *
   * @throws IllegalArgumentException if a variable has no number
   */
  public double value(Map<String, Double> numbers) {
    var given = new HashMap<Node, Tensor>();
    variables.forEach((name, input) -> {
      var number = numbers.get(name);
      if (number == null) {
        throw new IllegalArgumentException("%s has no number in %s".formatted(name, text));
      }
      given.put(input, Tensor.scalar(DType.FLOAT64, number));
    });
    return Engine.evaluate(node, given).item();
  }

  /** The text that was parsed. */
  @Override
  public String toString() {
    return text;
  }
}
