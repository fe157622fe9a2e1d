package org.backprop.train;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.backprop.engine.Engine;
import org.backprop.engine.Evaluator;
import org.backprop.graph.Node;
import org.backprop.layer.Parameter;
import org.backprop.likelihood.TargetEncoding;
import org.backprop.minimize.Curvature;
import org.backprop.minimize.Objective;
import org.backprop.model.ModelGraph;
import org.backprop.prepare.Dataset;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** The loss of all training rows as a function of the parameters, its gradient and Hessian. */
final class TrainingLoss {
  private final Trainer trainer;
  private final Dataset data;
  private final ModelGraph graph;
  private final Objective objective;
  private final Curvature hessian;
  private final Optional<LinearHessian> linear;
  private final Optional<Evaluator> blocks;

  /**
   * The loss of rows in the trainer's precision.
   *
   * @param rows the same, standardised, of a linear model
   */
  TrainingLoss(Trainer trainer, Dataset data, Optional<StandardizedRows> rows) {
    this.trainer = trainer;
    this.data = data;
    this.graph =
        ModelGraph.predicting(trainer.model(), trainer.precision(), data.x().dtype(), data.rows());
    var options = trainer.execution().options();
    var held = Map.of(graph.x(), data.x(), graph.y(), data.y(), graph.weights(), data.weights());
    this.objective =
        Objective.of(graph.loss(), graph.parameterNodes()).withOptions(options).withData(held);
    this.hessian = objective.hessian();
    this.linear = rows.filter(_ -> LinearHessian.suits(data)).map(LinearHessian::new);
    this.blocks = linear.map(it -> Engine.evaluator(it.nodes(graph), options).with(held));
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
    var values = new HashMap<Node, Tensor>();
    for (var p : graph.parameters()) {
      var zeros = Tensor.zeros(trainer.precision(), p.node().shape());
      values.put(p.node(), trainer.initial().getOrDefault(p.name(), zeros));
    }
    return new Vector(objective.point(values));
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
    return objective.size();
  }

  double loss(Vector point) {
    return objective.value(point.values());
  }

  Vector gradient(Vector point) {
    return new Vector(objective.gradient(point.values()));
  }

  /** Whether products with many directions cost no more than with one. */
  boolean hasHessian() {
    return linear.isPresent();
  }

  /** The product of the Hessian at a point with directions. */
  UnaryOperator<Vector> curvature(Vector point) {
    return linear
        .map(it -> it.product(blocks.orElseThrow().evaluate(objective.tensors(point.values()))))
        .orElse(direction -> new Vector(hessian.times(point.values(), direction.values())));
  }

  /** The parameters by name. */
  Map<String, Tensor> named(Vector point) {
    var values = objective.tensors(point.values());
    var named = new LinkedHashMap<String, Tensor>();
    for (Parameter p : graph.parameters()) {
      named.put(p.name(), Objects.requireNonNull(values.get(p.node())));
    }
    return named;
  }
}
