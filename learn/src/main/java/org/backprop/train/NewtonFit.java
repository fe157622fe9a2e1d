package org.backprop.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backprop.engine.Engine;
import org.backprop.engine.Evaluator;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.model.ModelGraph;
import org.backprop.model.Predictor;
import org.backprop.prepare.Dataset;
import org.backprop.tensor.Tensor;

/**
 * Truncated Newton: each step solves H d = -g by conjugate gradients, where the product of the
 * Hessian H with a vector is a graph of its own, and then goes along d as far as the loss falls
 * (Nocedal and Wright, Numerical Optimization, 2006, algorithm 7.1).
 */
final class NewtonFit {
  private static final double SUFFICIENT = 1e-4;
  private static final double CONVERGED = 1e-14;
  private static final int MOST_HALVINGS = 40;

  private final Trainer trainer;
  private final Dataset data;
  private final ModelGraph graph;
  private final List<Node> parameters;
  private final List<Node> directions;
  private final Evaluator loss;
  private final Evaluator gradient;
  private final Evaluator curvature;

  NewtonFit(Trainer trainer, Dataset training) {
    this.trainer = trainer;
    this.data = training.to(trainer.precision());
    this.graph =
        ModelGraph.predicting(trainer.model(), trainer.precision(), data.x().dtype(), data.rows());
    this.parameters = graph.parameterNodes();
    this.directions = parameters.stream().map(NewtonFit::direction).toList();
    var gradients = Gradients.of(graph.loss(), parameters);
    this.loss = evaluator(List.of(graph.loss()));
    this.gradient = evaluator(gradients);
    this.curvature = evaluator(Gradients.vjp(gradients, parameters, directions));
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

  /** Steps until nothing is gained any more, the trainer's epochs are over, or it is stopped. */
  OptimizerRun run(Optional<Dataset> validation, TrainingListener listener) {
    var start = System.nanoTime();
    var point = start();
    var value = loss(point);
    var history = new ArrayList<Epoch>();
    var reason = StopReason.EPOCHS;
    for (var number = 1; number <= trainer.epochs(); number++) {
      var slope = vector(gradient.evaluate(given(point, parameters)));
      var direction = solve(point, slope);
      var promised = -direction.dot(slope);
      var next =
          promised <= CONVERGED
              ? point.plus(1, direction)
              : search(point, value, direction, promised);
      var nextValue = loss(next);
      var better = nextValue <= value || Double.isNaN(value);
      point = better ? next : point;
      var gained = value - nextValue;
      value = better ? nextValue : value;
      var seconds = (System.nanoTime() - start) / 1e9;
      history.add(new Epoch(number, value, measured(point, validation), true, seconds));
      listener.epoch(history.getLast());
      if (promised <= CONVERGED || !(gained > CONVERGED * Math.abs(value))) {
        reason = StopReason.CONVERGED;
        break;
      }
      if (listener.isStopping()) {
        reason = StopReason.REQUEST;
        break;
      }
    }
    return new OptimizerRun(
        named(point), List.copyOf(history), history.size(), reason, Optional.empty());
  }

  /** The initial values that were given, all others 0. */
  private Vector start() {
    return vector(
        graph.parameters().stream()
            .map(p ->
                trainer
                    .initial()
                    .getOrDefault(p.name(), Tensor.zeros(trainer.precision(), p.node().shape())))
            .toList());
  }

  private OptionalDouble measured(Vector point, Optional<Dataset> validation) {
    return validation.stream()
        .mapToDouble(rows ->
            new Predictor(trainer.model(), named(point), trainer.precision(), data.x().dtype())
                .loss(rows))
        .findFirst();
  }

  /** The first point on the way, each half as far as the one before, where the loss has fallen. */
  private Vector search(Vector point, double value, Vector direction, double promised) {
    var length = 1.0;
    for (var i = 0; i < MOST_HALVINGS; i++) {
      var next = point.plus(length, direction);
      if (loss(next) <= value - SUFFICIENT * length * promised) {
        return next;
      }
      length /= 2;
    }
    return point;
  }

  /** Conjugate gradients for H d = -g, ended early where H is flat or far from the optimum. */
  private Vector solve(Vector point, Vector slope) {
    var direction = Vector.zeros(slope.size());
    var residual = slope.times(-1);
    var search = residual;
    var squared = residual.dot(residual);
    var target = squared * Math.min(0.01, squared) * 1e-4;
    var given = given(point, parameters);
    for (var i = 0; i < 2 * slope.size() && squared > target; i++) {
      given.putAll(given(search, directions));
      var curved = vector(curvature.evaluate(given));
      var bend = search.dot(curved);
      if (!(bend > 1e-300)) {
        return i == 0 ? search : direction;
      }
      var length = squared / bend;
      direction = direction.plus(length, search);
      residual = residual.plus(-length, curved);
      var next = residual.dot(residual);
      search = residual.plus(next / squared, search);
      squared = next;
    }
    return direction;
  }

  private double loss(Vector point) {
    return loss.evaluate(given(point, parameters)).getFirst().item();
  }

  /** A vector cut into the nodes' shapes. */
  private Map<Node, Tensor> given(Vector vector, List<Node> nodes) {
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

  private Map<String, Tensor> named(Vector point) {
    var given = given(point, parameters);
    var named = new LinkedHashMap<String, Tensor>();
    graph
        .parameters()
        .forEach(p -> named.put(p.name(), Objects.requireNonNull(given.get(p.node()))));
    return named;
  }
}
