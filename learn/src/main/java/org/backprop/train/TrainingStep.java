package org.backprop.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.backprop.engine.Bound;
import org.backprop.engine.Engine;
import org.backprop.engine.Executable;
import org.backprop.engine.NonFiniteException;
import org.backprop.engine.Profile;
import org.backprop.engine.Program;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.layer.Construction;
import org.backprop.layer.Parameter;
import org.backprop.model.ModelGraph;
import org.backprop.optimizer.ScheduleCheck;
import org.backprop.optimizer.StepRule;
import org.backprop.optimizer.Updates;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.RandomOrder;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;

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
  private final Node allX;
  private final Node allY;
  private final Executable executable;
  private final long[] rows;
  private final long[] number = new long[1];
  private final Tensor weights;
  private final Tensor currentRate;
  private final Bound step;

  TrainingStep(Trainer trainer, StepRule rule, Dataset training) {
    ScheduleCheck.of(trainer.learning().schedule()).stream()
        .findFirst()
        .ifPresent(TrainingStep::refuse);
    this.trainer = trainer;
    this.rule = rule;
    this.data = training.to(trainer.precision());
    this.batch = Math.min(trainer.batch(), data.rows());
    var dtype = trainer.precision();
    this.graph = ModelGraph.training(trainer.model(), dtype, data.x().dtype(), batch);
    this.rate = Node.input("rate", dtype);
    this.allX = Node.input("x", data.x().dtype(), data.x().shape().dims());
    this.allY = Node.input("y", dtype, data.y().shape().dims());
    this.executable = Engine.compile(overTable(program()), trainer.execution().options());
    initialise();
    this.rows = new long[batch];
    this.weights = Tensor.zeros(dtype, Shape.of(batch));
    this.currentRate = Tensor.zeros(dtype, Shape.SCALAR);
    this.step = executable.bind(inputs());
  }

  private static void refuse(String fault) {
    throw new IllegalArgumentException(fault);
  }

  /** The program with the batch read from the whole data, where the rows' numbers say. */
  private Program overTable(Program program) {
    var numbers = randomness().rows();
    return program.replacing(
        Map.of(graph.x(), allX.gather(numbers), graph.y(), allY.gather(numbers)));
  }

  private Construction.Randomness randomness() {
    return graph.randomness().orElseThrow();
  }

  private Map<Node, Tensor> inputs() {
    return Map.of(
        allX,
        data.x(),
        allY,
        data.y(),
        graph.weights(),
        weights,
        rate,
        currentRate,
        randomness().seed(),
        Tensor.of(Shape.SCALAR, trainer.execution().seed()),
        randomness().step(),
        Tensor.wrap(DType.INT64, Shape.SCALAR, number),
        randomness().rows(),
        Tensor.wrap(DType.INT64, Shape.of(batch), rows));
  }

  private Program program() {
    var parameters = moving();
    var gradients = Gradients.of(graph.loss(), parameters);
    var guards = new ArrayList<>(List.of(graph.loss()));
    if (trainer.learning().clip().isPresent()) {
      var norm = norm(gradients);
      guards.add(norm);
      gradients = clipped(gradients, norm, trainer.learning().clip().getAsDouble());
    }
    var step = graph.randomness().orElseThrow().step().cast(trainer.precision());
    var updates = Updates.of(rule, parameters, gradients, rate, step);
    return new Program(List.of(graph.loss()), updates, guards);
  }

  /** The parameters that are not frozen. */
  private List<Node> moving() {
    var frozen = trainer.learning().frozen();
    return graph.parameters().stream()
        .filter(parameter -> !frozen.contains(parameter.name()))
        .map(Parameter::node)
        .toList();
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
    var random = new SplittableRandom(trainer.execution().seed());
    for (var parameter : graph.parameters()) {
      var drawn = parameter.initial(random.split());
      var given = trainer.initial().getOrDefault(parameter.name(), drawn);
      executable.write(parameter.node(), given.to(trainer.precision()));
    }
    var parameters = graph.parameterNodes();
    for (var variable : executable.program().updates().keySet()) {
      if (!parameters.contains(variable)) {
        executable.write(variable, Tensor.zeros(variable.dtype(), variable.shape()));
      }
    }
  }

  String plan() {
    return executable.plan();
  }

  Optional<Profile> profile() {
    return executable.profile();
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

  /** The node of a parameter. */
  Node node(String name) {
    return graph.parameters().stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Parameter::node)
        .findFirst()
        .orElseThrow();
  }

  /**
   * One pass over all rows; the weighted mean of the batches' losses.
   *
   * @param stopping asked after each step; {@code true} ends the pass
   */
  double epoch(int number, BooleanSupplier stopping) {
    var order = order(number);
    var steps = Math.ceilDiv(order.length, batch);
    var losses = 0.0;
    var total = 0.0;
    for (var i = 0; i < steps; i++) {
      var weight = fill(order, i * batch);
      if (weight > 0) {
        losses += weight * run((number - 1L) * steps + i + 1, steps);
        total += weight;
        if (stopping.getAsBoolean()) {
          break;
        }
      }
    }
    return losses / total;
  }

  /** The rows in the order of an epoch: a Fisher-Yates shuffle by seed and epoch. */
  private int[] order(int number) {
    return RandomOrder.of(
        data.rows(), new SplittableRandom(trainer.execution().seed() * 1_000_003 + number));
  }

  /**
   * Takes the next rows; where they run out, row after row from the start, with weight 0.
   *
   * @return the sum of their weights
   */
  private double fill(int[] order, int start) {
    var into = Storage.of(weights);
    var total = 0.0;
    for (var i = 0; i < batch; i++) {
      var row = order[(start + i) % order.length];
      var weight = start + i < order.length ? data.weights().at(row) : 0;
      rows[i] = row;
      into.set(i, weight);
      total += weight;
    }
    return total;
  }

  private double run(long step, int stepsPerEpoch) {
    var progress = (double) step / ((long) stepsPerEpoch * trainer.epochs());
    number[0] = step;
    Storage.of(currentRate)
        .set(0, trainer.rate() * ScheduleCheck.factor(trainer.learning().schedule(), progress));
    try {
      this.step.run();
      return this.step.number(0);
    } catch (NonFiniteException e) {
      throw located(e, step);
    }
  }

  /** Whether a node's first axis is the batch, and it cannot be the gradient of a parameter. */
  private boolean isPerRow(Node node) {
    return node.shape().rank() > 0
        && node.shape().dim(0) == batch
        && graph.parameterNodes().stream().noneMatch(p -> p.shape().equals(node.shape()));
  }

  /** The same exception with the rows of the data set in place of the rows of the batch. */
  private NonFiniteException located(NonFiniteException e, long step) {
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
            + "; a lower learning rate, or gradients clipped to a norm, may help, else look at these values",
        e.node(),
        e.rows());
  }
}
