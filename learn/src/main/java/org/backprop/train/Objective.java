package org.backprop.train;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.backprop.engine.Engine;
import org.backprop.engine.Evaluator;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.layer.Parameter;
import org.backprop.likelihood.TargetEncoding;
import org.backprop.model.ModelGraph;
import org.backprop.prepare.Dataset;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** The loss of all training rows as a function of the parameters, its gradient and Hessian. */
final class Objective {
  private final Trainer trainer;
  private final Dataset data;
  private final ModelGraph graph;
  private final List<Node> parameters;
  private final List<Node> directions;
  private final Evaluator loss;
  private final Evaluator gradient;
  private final Optional<LinearHessian> linear;
  private final Evaluator curvature;

  /**
   * The objective of rows in the trainer's precision.
   *
   * @param rows the same, standardised, of a linear model
   */
  Objective(Trainer trainer, Dataset data, Optional<StandardizedRows> rows) {
    this.trainer = trainer;
    this.data = data;
    this.graph =
        ModelGraph.predicting(trainer.model(), trainer.precision(), data.x().dtype(), data.rows());
    this.parameters = graph.parameterNodes();
    this.directions = parameters.stream().map(Objective::direction).toList();
    var gradients = Gradients.of(graph.loss(), parameters);
    this.loss = evaluator(List.of(graph.loss()));
    this.gradient = evaluator(gradients);
    this.linear = rows.filter(_ -> LinearHessian.suits(data)).map(LinearHessian::new);
    this.curvature =
        evaluator(
            linear
                .map(it -> it.nodes(graph))
                .orElseGet(() -> Gradients.vjp(gradients, parameters, directions)));
  }

  /** Nodes as a function of the parameters, the data being constant. */
  private Evaluator evaluator(List<Node> nodes) {
    var held =
        Map.of(
            graph.x(), Node.constant(data.x()),
            graph.y(), Node.constant(data.y()),
            graph.weights(), Node.constant(data.weights()));
    return Engine.evaluator(
        Walk.rebuild(nodes, node -> held.getOrDefault(node, node)), trainer.execution().options());
  }

  private static Node direction(Node parameter) {
    var name = "d" + parameter.label().orElseThrow();
    return Node.input(name, parameter.dtype(), parameter.shape().dims());
  }

  /**
   * The initial values that were given, else all parameters 0, but of a linear model the biases
   * those of the mean target, so that no exponential overflows.
   */
  Vector start() {
    return trainer.initial().isEmpty() ? usualStart() : initial();
  }

  /** The initial values that were given, all others 0. */
  private Vector initial() {
    return vector(
        graph.parameters().stream()
            .map(p ->
                trainer
                    .initial()
                    .getOrDefault(p.name(), Tensor.zeros(trainer.precision(), p.node().shape())))
            .toList());
  }

  private Vector usualStart() {
    var likelihood = trainer.model().likelihood();
    var start = Vector.zeros(size());
    if (trainer.model().layers().size() > 1 || likelihood.encoding() == TargetEncoding.ONE_HOT) {
      return start;
    }
    var mean = Tensor.of(Shape.of(1, data.outputs()), data.weightedMean());
    var eta = Engine.evaluate(likelihood.link(Node.constant(mean)), Map.of()).toDoubles();
    if (Arrays.stream(eta).allMatch(Double::isFinite)) {
      System.arraycopy(eta, 0, start.values(), start.size() - eta.length, eta.length);
    }
    return start;
  }

  /** The number of parameters. */
  int size() {
    return parameters.stream().mapToInt(p -> p.shape().size()).sum();
  }

  double loss(Vector point) {
    return loss.evaluate(given(point, parameters)).getFirst().item();
  }

  Vector gradient(Vector point) {
    return vector(gradient.evaluate(given(point, parameters)));
  }

  /** Whether products with many directions cost no more than with one. */
  boolean hasHessian() {
    return linear.isPresent();
  }

  /** The product of the Hessian at a point with directions. */
  UnaryOperator<Vector> curvature(Vector point) {
    return linear
        .map(it -> it.product(curvature.evaluate(given(point, parameters))))
        .orElse(direction -> curvature(point, direction));
  }

  private Vector curvature(Vector point, Vector direction) {
    var given = given(point, parameters);
    given.putAll(given(direction, directions));
    return vector(curvature.evaluate(given));
  }

  /** The parameters by name. */
  Map<String, Tensor> named(Vector point) {
    var given = given(point, parameters);
    var named = new LinkedHashMap<String, Tensor>();
    for (Parameter p : graph.parameters()) {
      named.put(p.name(), Objects.requireNonNull(given.get(p.node())));
    }
    return named;
  }

  /** A vector cut into the nodes' shapes. */
  private static Map<Node, Tensor> given(Vector vector, List<Node> nodes) {
    var given = new HashMap<Node, Tensor>();
    var from = 0;
    for (var node : nodes) {
      var values = vector.slice(from, node.shape().size());
      given.put(node, Tensor.of(node.shape(), values).to(node.dtype()));
      from += values.length;
    }
    return given;
  }

  private static Vector vector(List<Tensor> parts) {
    return new Vector(
        parts.stream().flatMapToDouble(part -> Arrays.stream(part.toDoubles())).toArray());
  }
}
