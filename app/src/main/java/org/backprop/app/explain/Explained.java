package org.backprop.app.explain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.backprop.engine.Engine;
import org.backprop.engine.GradientCheck;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.layer.Parameter;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** One row in one model: its graph in {@code FLOAT64} and every number in it, all by the engine. */
final class Explained {
  private static final int MOST_CHECKED = 200;

  private final Model model;
  private final ModelGraph graph;
  private final Map<Node, Tensor> given = new HashMap<>();

  Explained(Model model, Map<String, Tensor> parameters, Tensor x, Tensor y) {
    this.model = model;
    this.graph = ModelGraph.predicting(model, DType.FLOAT64, x.dtype(), 1);
    given.put(graph.x(), x);
    given.put(graph.y(), y.to(DType.FLOAT64));
    given.put(graph.weights(), Tensor.filled(DType.FLOAT64, Shape.of(1), 1));
    for (var parameter : graph.parameters()) {
      var value = Objects.requireNonNull(parameters.get(parameter.name()), parameter.name());
      given.put(parameter.node(), value.to(DType.FLOAT64));
    }
  }

  Model model() {
    return model;
  }

  ModelGraph graph() {
    return graph;
  }

  List<Parameter> parameters() {
    return graph.parameters();
  }

  /** The node of that label, such as a1; empty if the model has none. */
  Optional<Node> find(String label) {
    return Walk.inputsFirst(List.of(graph.loss(), graph.mean())).stream()
        .filter(node -> node.label().equals(Optional.of(label)))
        .findFirst();
  }

  Tensor value(Node node) {
    return Engine.evaluate(node, given);
  }

  /** dL of a node. */
  Tensor gradient(Node node) {
    return value(Gradients.of(graph.loss(), node));
  }

  /** The derivative of the loss by y_hat, from the loss as a function of y_hat. */
  Tensor gradientOfMean() {
    var mean = Node.input("mean", DType.FLOAT64, graph.mean().shape().dims());
    var loss = LossOfMean.of(model.likelihood(), mean, graph.y());
    return Engine.evaluate(Gradients.of(loss, mean), with(mean, value(graph.mean())));
  }

  /** How far that is from finite differences. */
  GradientCheck.Element checkMean() {
    var mean = Node.input("mean", DType.FLOAT64, graph.mean().shape().dims());
    var loss = LossOfMean.of(model.likelihood(), mean, graph.y());
    return GradientCheck.of(loss, List.of(mean)).at(with(mean, value(graph.mean()))).worst();
  }

  /** y_hat as a function of the last pre-activation; that itself where the output is linear. */
  private Node mean() {
    return model.likelihood().mean(graph.eta());
  }

  /** The derivative of y_hat by the last pre-activation, {@code [outputs, outputs]}. */
  Tensor jacobianOfMean() {
    return value(Gradients.jacobian(mean(), graph.eta()));
  }

  /** dL/dy_hat pulled back through y_hat. */
  Tensor deltaThroughMean() {
    var cotangent = Node.constant(gradientOfMean());
    var pulled = Gradients.vjp(List.of(mean()), List.of(graph.eta()), List.of(cotangent));
    return value(pulled.getFirst());
  }

  /** The derivative of an activation at each of its elements. */
  Tensor slope(Node activation, Node at) {
    return value(Gradients.of(activation.sum(), at));
  }

  /** How far the gradient by a node is from finite differences, relative to at least 1. */
  GradientCheck.Element check(Node node) {
    var moved = Node.input("moved", DType.FLOAT64, node.shape().dims());
    var loss = Walk.rebuild(List.of(graph.loss()), each -> each == node ? moved : each).getFirst();
    var gradient = Node.constant(gradient(node));
    return GradientCheck.of(loss, List.of(moved), List.of(gradient))
        .sampling(MOST_CHECKED, 1)
        .at(with(moved, value(node)))
        .worst();
  }

  /** The loss after every parameter has gone {@code rate} times its gradient down. */
  double lossAfterStep(double rate) {
    var moved = new HashMap<>(given);
    for (var parameter : graph.parameters()) {
      var node = parameter.node();
      moved.put(node, value(node.minus(Gradients.of(graph.loss(), node).times(rate))));
    }
    return Engine.evaluate(graph.loss(), moved).item();
  }

  private Map<Node, Tensor> with(Node node, Tensor value) {
    var more = new HashMap<>(given);
    more.put(node, value);
    return more;
  }
}
