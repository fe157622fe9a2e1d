package org.backprop.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.backprop.engine.Bound;
import org.backprop.engine.Engine;
import org.backprop.engine.Executable;
import org.backprop.engine.Options;
import org.backprop.engine.Program;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.layer.Activations;
import org.backprop.likelihood.Likelihoods;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.optimizer.Optimizers;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** Backprop itself: the training step as one program, as a trainer makes it. */
final class BackpropContender implements Contest.Network {
  private final Path data;
  private final Workload workload;
  private final DType dtype;
  private final ModelGraph graph;
  private final Node step = Node.variable("step", DType.INT64, Shape.SCALAR);
  private final Executable training;
  private final Map<Node, Tensor> batch;
  private final Bound bound;
  private final Map<Node, Tensor> initial;
  private final Map<Integer, Runnable> predictions = new HashMap<>();

  private BackpropContender(Workload workload, Path data) {
    this.data = data;
    this.workload = workload;
    this.dtype = workload.isDouble() ? DType.FLOAT64 : DType.FLOAT32;
    this.graph = ModelGraph.training(model(), dtype, dtype, workload.batch());
    this.training = Engine.compile(program(), options());
    this.batch =
        Map.of(
            graph.x(),
            tensor(workload.rows(data), workload.batch(), workload.inputs()),
            graph.y(),
            tensor(workload.oneHot(data), workload.batch(), workload.classes()),
            graph.weights(),
            Tensor.filled(dtype, Shape.of(workload.batch()), 1));
    this.initial = initial();
    batch.forEach(training::write);
    this.bound = training.bind(Map.of());
  }

  public static void main(String[] arguments) throws Exception {
    Contest.enter(Contenders.version(), BackpropContender::new, arguments);
  }

  /** As always, except when the number of threads is what is measured. */
  private static Options options() {
    var threads = Integer.getInteger("bench.threads");
    return threads == null ? Options.defaults() : Options.defaults().withThreads(threads);
  }

  private Model model() {
    var widths = IntStream.of(workload.layers()).boxed().toList();
    var hidden = widths.subList(1, widths.size() - 1);
    return Model.network(
        workload.inputs(), hidden, Activations.RELU, workload.classes(), Likelihoods.categorical());
  }

  private Program program() {
    var parameters = graph.parameterNodes();
    var gradients = Gradients.of(graph.loss(), parameters);
    var adam = Optimizers.adam();
    var rate = Node.scalar(dtype, adam.defaultRate());
    var updates = new LinkedHashMap<Node, Node>();
    updates.put(step, step.plus(1));
    for (var i = 0; i < parameters.size(); i++) {
      updates.putAll(adam.update(parameters.get(i), gradients.get(i), rate, step.cast(dtype)));
    }
    return new Program(List.of(graph.loss()), updates, List.of(graph.loss()));
  }

  private Tensor tensor(Object array, int... dims) {
    return Tensor.wrap(dtype, Shape.of(dims), array);
  }

  private Map<Node, Tensor> initial() {
    var values = new LinkedHashMap<Node, Tensor>();
    training
        .program()
        .updates()
        .keySet()
        .forEach(node -> values.put(node, Tensor.zeros(node.dtype(), node.shape())));
    values.putAll(parameters(graph));
    values.put(step, Tensor.of(Shape.SCALAR, 1L));
    return values;
  }

  private Map<Node, Tensor> parameters(ModelGraph of) {
    var values = new LinkedHashMap<Node, Tensor>();
    var nodes = of.parameterNodes();
    for (var i = 0; i < nodes.size(); i++) {
      var layer = i / 2;
      var array = i % 2 == 0 ? workload.weights(data, layer) : workload.biases(data, layer);
      values.put(nodes.get(i), Tensor.wrap(dtype, nodes.get(i).shape(), array));
    }
    return values;
  }

  @Override
  public void reset() {
    initial.forEach(training::write);
  }

  @Override
  public void train(int steps) {
    for (var i = 0; i < steps; i++) {
      bound.run();
    }
  }

  @Override
  public double loss() {
    bound.run();
    return bound.number(0);
  }

  @Override
  public void predict(int rows) {
    predictions.computeIfAbsent(rows, this::prediction).run();
  }

  private Runnable prediction(int rows) {
    var predicting = ModelGraph.predicting(model(), dtype, dtype, rows);
    var executable = Engine.compile(Program.of(predicting.mean()));
    parameters(predicting).forEach(executable::write);
    var x = tensor(workload.inferenceRows(data, rows), rows, workload.inputs());
    executable.write(predicting.x(), x);
    return executable.bind(Map.of())::run;
  }
}
