package org.backprop.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.backprop.data.Dataset;
import org.backprop.data.Rows;
import org.backprop.engine.Engine;
import org.backprop.engine.Executable;
import org.backprop.engine.NonFiniteException;
import org.backprop.engine.Program;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.model.ModelGraph;
import org.backprop.optimizer.StepRule;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * The whole training step as one program, and the rows that go through it in their seeded order.
 */
final class TrainingStep {
  private final Trainer trainer;
  private final StepRule rule;
  private final Dataset data;
  private final int batch;
  private final ModelGraph graph;
  private final Node rate;
  private final Executable executable;

  TrainingStep(Trainer trainer, StepRule rule, Dataset training) {
    this.trainer = trainer;
    this.rule = rule;
    this.data = training.to(trainer.precision());
    this.batch = Math.min(trainer.batch(), data.rows());
    var dtype = trainer.precision();
    this.graph = ModelGraph.training(trainer.model(), dtype, data.x().dtype(), batch);
    this.rate = Node.input("rate", dtype);
    this.executable = Engine.compile(program());
    initialise();
  }

  private Program program() {
    var parameters = graph.parameterNodes();
    var gradients = Gradients.of(graph.loss(), parameters);
    var guards = new ArrayList<>(List.of(graph.loss()));
    if (trainer.clip().isPresent()) {
      var norm = norm(gradients);
      guards.add(norm);
      gradients = clipped(gradients, norm, trainer.clip().getAsDouble());
    }
    var step = graph.randomness().orElseThrow().step().cast(trainer.precision());
    var updates = new LinkedHashMap<Node, Node>();
    for (var i = 0; i < parameters.size(); i++) {
      updates.putAll(rule.update(parameters.get(i), gradients.get(i), rate, step));
    }
    return new Program(List.of(graph.loss()), updates, guards);
  }

  /** The Euclidean norm of all gradients together. */
  private static Node norm(List<Node> gradients) {
    return gradients.stream()
        .map(gradient -> gradient.squared().sum())
        .reduce(Node::plus)
        .orElseThrow()
        .sqrt()
        .named("gradient norm");
  }

  private static List<Node> clipped(List<Node> gradients, Node norm, double most) {
    var limit = norm.constant(most);
    var factor = Node.select(norm.atMost(limit), norm.constant(1), limit.dividedBy(norm));
    return gradients.stream().map(gradient -> gradient.times(factor)).toList();
  }

  private void initialise() {
    var random = new SplittableRandom(trainer.seed());
    graph.parameters().forEach(p -> executable.write(p.node(), p.initial(random.split())));
    var parameters = graph.parameterNodes();
    for (var variable : executable.program().updates().keySet()) {
      if (!parameters.contains(variable)) {
        executable.write(variable, Tensor.zeros(variable.dtype(), variable.shape()));
      }
    }
  }

  /** The element type of the encoded inputs. */
  DType inputType() {
    return data.x().dtype();
  }

  /** The current parameters by name. */
  Map<String, Tensor> parameters() {
    var values = new LinkedHashMap<String, Tensor>();
    graph.parameters().forEach(p -> values.put(p.name(), executable.read(p.node())));
    return values;
  }

  /** One pass over all rows; the weighted mean of the batches' losses. */
  double epoch(int number) {
    var order = order(number);
    var steps = Math.ceilDiv(order.length, batch);
    var losses = 0.0;
    var weights = 0.0;
    for (var i = 0; i < steps; i++) {
      var rows = batchRows(order, i * batch);
      var batchWeights = weights(rows, Math.min(batch, order.length - i * batch));
      var total = total(batchWeights);
      if (total > 0) {
        losses += total * run(rows, batchWeights, (number - 1L) * steps + i + 1, steps);
        weights += total;
      }
    }
    return losses / weights;
  }

  /** The rows in the order of an epoch: a Fisher-Yates shuffle by seed and epoch. */
  private int[] order(int number) {
    var random = new SplittableRandom(trainer.seed() * 1_000_003 + number);
    var order = new int[data.rows()];
    for (var i = 0; i < order.length; i++) {
      var j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** The next rows; where they run out, row after row from the start, to be given weight 0. */
  private int[] batchRows(int[] order, int start) {
    var rows = new int[batch];
    for (var i = 0; i < batch; i++) {
      rows[i] = order[(start + i) % order.length];
    }
    return rows;
  }

  private Tensor weights(int[] rows, int real) {
    var weights = new double[batch];
    for (var i = 0; i < real; i++) {
      weights[i] = data.weights().at(rows[i]);
    }
    return Tensor.of(Shape.of(batch), weights).to(trainer.precision());
  }

  private static double total(Tensor weights) {
    return Arrays.stream(weights.toDoubles()).sum();
  }

  private double run(int[] rows, Tensor weights, long step, int stepsPerEpoch) {
    var randomness = graph.randomness().orElseThrow();
    var progress = (double) step / ((long) stepsPerEpoch * trainer.epochs());
    var factor = trainer.schedule().factor(progress);
    var inputs = new HashMap<Node, Tensor>();
    inputs.put(graph.x(), Rows.of(data.x(), rows));
    inputs.put(graph.y(), Rows.of(data.y(), rows));
    inputs.put(graph.weights(), weights);
    inputs.put(rate, Tensor.scalar(trainer.precision(), trainer.rate() * factor));
    inputs.put(randomness.seed(), Tensor.of(Shape.SCALAR, trainer.seed()));
    inputs.put(randomness.step(), Tensor.of(Shape.SCALAR, step));
    inputs.put(randomness.rows(), Tensor.of(Shape.of(batch), longs(rows)));
    try {
      return executable.run(inputs).getFirst().item();
    } catch (NonFiniteException e) {
      throw located(e, rows, step);
    }
  }

  private static long[] longs(int[] rows) {
    return Arrays.stream(rows).asLongStream().toArray();
  }

  /** Whether a node's first axis is the batch, and it cannot be the gradient of a parameter. */
  private boolean isPerRow(Node node) {
    return node.shape().rank() > 0
        && node.shape().dim(0) == batch
        && graph.parameterNodes().stream().noneMatch(p -> p.shape().equals(node.shape()));
  }

  /** The same exception with the rows of the data set in place of the rows of the batch. */
  private NonFiniteException located(NonFiniteException e, int[] rows, long step) {
    var where =
        e.rows().stream().limit(isPerRow(e.node()) ? 5 : 0).map(i -> "" + (rows[i] + 1)).toList();
    return new NonFiniteException(
        "training stopped at step "
            + step
            + ", because the loss is not finite: "
            + e.getMessage()
            + (where.isEmpty()
                ? ""
                : " (of the batch; training rows " + String.join(", ", where) + ")")
            + "; a lower learning rate or --clip may help, else look at these values",
        e.node(),
        e.rows());
  }
}
