package org.backprop.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.backprop.engine.Engine;
import org.backprop.graph.Node;
import org.backprop.layer.Parameter;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/** The values of all steps of a chain, computed by the engine at once. */
final class ChainValues {
  private final ChainPlan plan;
  private final Map<Node, Tensor> given;
  private final Map<String, Value> values = new HashMap<>();

  private ChainValues(ChainPlan plan, Map<Node, Tensor> given) {
    this.plan = plan;
    this.given = given;
  }

  /** By the names of steps and parameters, and of the rate and the number of rows. */
  static Map<String, Value> of(ChainPlan plan, Map<Node, Tensor> given, double rate) {
    var values = new ChainValues(plan, given);
    values.given(rate);
    values.compute();
    values.losses();
    values.update(rate);
    return values.values;
  }

  /** Under which name the value on the other way is kept. */
  static String otherName(String name) {
    return name + " on the other way";
  }

  private static Value value(String name, Tensor tensor) {
    return tensor.isFinite()
        ? new Value.Computed(tensor)
        : new Value.Undefined(name + " is not finite");
  }

  private void given(double rate) {
    for (var parameter : plan.graph().parameters()) {
      put(parameter.name(), Objects.requireNonNull(given.get(parameter.node())));
    }
    put("rate", Tensor.scalar(DType.FLOAT64, rate));
    put("m", Tensor.scalar(DType.FLOAT64, plan.output().rows()));
  }

  private Tensor tensor(Node node) {
    return Engine.evaluate(node, given);
  }

  private void put(String name, Tensor tensor) {
    values.put(name, value(name, tensor));
  }

  private void compute() {
    var nodes = nodes(plan);
    var computed = Engine.evaluate(List.copyOf(nodes.values()), given).iterator();
    nodes.keySet().forEach(name -> put(name, computed.next()));
    undefinedProducts();
  }

  /** The nodes of the steps up to the update, by the names of their values. */
  static Map<String, Node> nodes(ChainPlan plan) {
    var nodes = new LinkedHashMap<String, Node>();
    for (var step : plan.steps()) {
      step.value().ifPresent(node -> nodes.put(step.name(), node));
      step.otherRule().ifPresent(other -> nodes.put(otherName(step.name()), other.value()));
    }
    return nodes;
  }

  /** A product with a factor that is not finite is 0 times infinity, whatever its digits. */
  private void undefinedProducts() {
    if (values.get("dL/dy_hat") instanceof Value.Undefined) {
      values.put(
          "dL/dy_hat",
          new Value.Undefined("not finite, because y_hat is rounded to the end of its range"));
      for (var step : plan.steps()) {
        if (step.otherRule().isPresent()) {
          values.put(
              otherName(step.name()),
              new Value.Undefined(
                  "0 times infinity, because y_hat is rounded to the end of its range"));
        }
      }
    }
  }

  /**
   * The textbook's loss is L less its constant; where y_hat has not been rounded, also directly.
   */
  private void losses() {
    var constant = plan.output().constant(tensor(plan.graph().y()));
    put("c", Tensor.scalar(DType.FLOAT64, constant));
    if (values.get("l") instanceof Value.Undefined
        && values.get("L") instanceof Value.Computed(var total)) {
      put("l", Tensor.scalar(DType.FLOAT64, total.item() - constant));
    }
  }

  /** All parameters at once: they share the way forward and back. */
  private void update(double rate) {
    var updates = updates(plan, rate).stream().filter(it -> it.kind() == StepKind.UPDATE).toList();
    var nodes = updates.stream().map(it -> it.value().orElseThrow()).toList();
    var moved = new HashMap<>(given);
    var parameters = plan.graph().parameters();
    var values = Engine.evaluate(nodes, given);
    for (var i = 0; i < nodes.size(); i++) {
      put(updates.get(i).name(), values.get(i));
      moved.put(parameters.get(i).node(), values.get(i));
    }
    put("L_new", Engine.evaluate(plan.loss(), moved));
  }

  /** A parameter after one step of gradient descent. */
  static Node update(ChainPlan plan, Parameter parameter, Node rate) {
    return parameter.node().minus(plan.gradient(parameter).times(rate));
  }

  /** One step of gradient descent for each parameter, then the loss after it. */
  static List<Plan> updates(ChainPlan plan, double rate) {
    var updates = new ArrayList<Plan>();
    for (Parameter parameter : plan.graph().parameters()) {
      var name = parameter.name();
      var gradient = new Expression.Symbol("dL/d" + name);
      var node = update(plan, parameter, Node.scalar(DType.FLOAT64, rate));
      updates.add(
          Plan.of(name + "_new", StepKind.UPDATE, name + " after the step", node)
              .rule(
                  new Expression.Difference(
                      new Expression.Symbol(name),
                      new Expression.Elementwise(new Expression.Symbol("rate"), gradient)))
              .at(List.of(), List.of(name)));
    }
    List<Expression> moved =
        updates.stream().<Expression>map(it -> new Expression.Symbol(it.name())).toList();
    updates.add(
        Plan.of("L_new", StepKind.LOSS_AFTER, "L after the step", plan.loss())
            .rule(new Expression.Call("L", moved, List.of())));
    return updates;
  }
}
