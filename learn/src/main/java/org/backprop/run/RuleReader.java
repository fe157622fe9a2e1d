package org.backprop.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.backprop.engine.Engine;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.optimizer.StepRule;
import org.backprop.optimizer.Updates;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** An optimizer's rule for one parameter, evaluated outside the training step. */
final class RuleReader {
  private final Node parameter;
  private final Node gradient;
  private final Node rate;
  private final Node step;
  private final Map<Node, Node> updates;

  RuleReader(StepRule rule, String name, DType dtype, Shape shape) {
    this.parameter = Node.variable(name, dtype, shape);
    this.gradient = Node.input("g", dtype, shape.dims());
    this.rate = Node.input("rate", dtype);
    this.step = Node.input("step", dtype);
    this.updates = Updates.of(rule, List.of(parameter), List.of(gradient), rate, step);
  }

  /**
   * The next values of the parameter.
   *
   * @param variables the parameter and what the optimizer keeps for it, before the step
   */
  Tensor next(Map<String, Tensor> variables, Tensor gradient, double rate, long step) {
    var next = Objects.requireNonNull(updates.get(parameter));
    return Engine.evaluate(next, given(variables, gradient, rate, step));
  }

  /** The numbers of one element. */
  Move move(Map<String, Tensor> variables, Tensor gradient, double rate, long step, int element) {
    var given = given(variables, gradient, rate, step);
    var named =
        Walk.inputsFirst(List.copyOf(updates.values())).stream()
            .filter(node -> node.label().isPresent() && !given.containsKey(node))
            .toList();
    var terms = new ArrayList<Move.Term>();
    for (var node : named) {
      terms.add(
          new Move.Term(node.label().orElseThrow(), at(Engine.evaluate(node, given), element)));
    }
    var changes = new ArrayList<Move.Change>();
    updates.forEach((variable, next) -> {
      var before = at(Objects.requireNonNull(given.get(variable)), element);
      var after = at(Engine.evaluate(next, given), element);
      changes.add(new Move.Change(variable.label().orElseThrow(), before, after));
    });
    return new Move(terms, changes);
  }

  /** An element of a value of the parameter's shape, or the one number of a scalar. */
  private static double at(Tensor value, int element) {
    return value.size() == 1 ? value.at(0) : value.at(element);
  }

  private Map<Node, Tensor> given(
      Map<String, Tensor> variables, Tensor moved, double length, long number) {
    var dtype = parameter.dtype();
    var given = new HashMap<Node, Tensor>();
    given.put(gradient, moved.to(dtype));
    given.put(rate, Tensor.filled(dtype, Shape.SCALAR, length));
    given.put(step, Tensor.filled(dtype, Shape.SCALAR, (double) number));
    for (var variable : updates.keySet()) {
      var name = variable.label().orElseThrow();
      given.put(variable, Objects.requireNonNull(variables.get(name), name));
    }
    return given;
  }
}
