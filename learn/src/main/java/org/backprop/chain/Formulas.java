package org.backprop.chain;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.backprop.engine.Engine;
import org.backprop.engine.Options;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Input;
import org.backprop.graph.Node;
import org.backprop.graph.Variable;
import org.backprop.graph.Walk;
import org.backprop.model.Model;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/**
 * Named values as graph, from which further values are derived; the engine computes them for many
 * numbers. Those of a model are the values of its {@link Chain}.
 *
 * <pre>{@code
 * var f = Formulas.of(model, 2, 1);
 * var wrong = f.get("dL/dh").times(f.get("h"));
 * Formulas.computed(List.of(f.get("delta1"), wrong)).apply(inputs);
 * }</pre>
 */
public final class Formulas {
  private final Map<String, Node> values;

  private Formulas(Map<String, Node> values) {
    this.values = values;
  }

  /** These values. */
  public static Formulas of(Map<String, Node> values) {
    return new Formulas(new LinkedHashMap<>(values));
  }

  /** Inputs under their labels. */
  public static Formulas of(List<Node> inputs) {
    var values = new LinkedHashMap<String, Node>();
    inputs.forEach(input -> values.put(input.label().orElseThrow(), input));
    return new Formulas(values);
  }

  /**
   * The parameters, x, y, the rate and the steps of a model's chain with the update, by their names
   * and aliases, for samples as rows.
   *
   * @param rows the number of samples
   * @param scale a factor of the textbook's loss and of all its gradients: 1 for the chain's own
   */
  public static Formulas of(Model model, int rows, double scale) {
    var plan = ChainPlan.of(model, DType.FLOAT64, rows, false);
    var count = plan.output().m;
    var values = new LinkedHashMap<String, Node>();
    plan.graph().parameters().forEach(it -> values.put(it.name(), it.node()));
    for (var step : plan.steps()) {
      step.value()
          .ifPresent(node -> {
            var value = Walk.rebuild(List.of(node), it -> it == count ? it.constant(rows) : it);
            var scaled = isScaled(step.kind()) ? value.getFirst().times(scale) : value.getFirst();
            values.put(step.name(), scaled);
            step.aliases().forEach(alias -> values.put(alias, scaled));
          });
    }
    var rate = Node.input("rate", DType.FLOAT64);
    values.put("rate", rate);
    for (var it : plan.graph().parameters()) {
      var gradient = values.getOrDefault("dL/d" + it.name(), it.node().zeros());
      values.put(it.name() + "_new", it.node().minus(gradient.times(rate)));
    }
    return new Formulas(values);
  }

  private static boolean isScaled(StepKind kind) {
    return switch (kind) {
      case TEXTBOOK_LOSS, GRADIENT, PARAMETER_GRADIENT -> true;
      default -> false;
    };
  }

  /** The same with one more value. */
  public Formulas with(String name, Node value) {
    var more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Formulas(more);
  }

  /**
   * The value of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Node get(String name) {
    var value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "no value " + name + "; there are " + String.join(", ", values.keySet()));
    }
    return value;
  }

  /** The derivative of the sum of a value by another that it is computed from. */
  public static Node derivative(Node of, Node by) {
    return Gradients.of(of.sum(), by);
  }

  /** These values as a function of the inputs by their labels; others are ignored. */
  public static Function<Map<String, Tensor>, List<Tensor>> computed(List<Node> nodes) {
    var evaluator = Engine.evaluator(nodes, Options.defaults().withInterpret(true));
    var inputs =
        Walk.inputsFirst(nodes).stream()
            .filter(it -> it.op() instanceof Input || it.op() instanceof Variable)
            .toList();
    return numbers -> {
      var given = new HashMap<Node, Tensor>();
      for (var input : inputs) {
        var number = numbers.get(input.label().orElseThrow());
        if (number == null) {
          throw new IllegalArgumentException("no number for " + input);
        }
        given.put(input, number);
      }
      return evaluator.evaluate(given);
    };
  }

  /** The names. */
  @Override
  public String toString() {
    return String.join(", ", values.keySet());
  }
}
