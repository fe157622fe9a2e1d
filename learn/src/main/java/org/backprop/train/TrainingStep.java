package org.backprop.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
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
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;

/**
 * The whole training step as one program: the loss of a batch, its gradient, and the optimizer's
 * move.
 */
public final class TrainingStep {
  private final Trainer trainer;
  private final StepRule rule;
  private final Dataset data;
  private final Batches batches;
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

  /**
   * Compiles the step and writes the initial parameters.
   *
   * @throws IllegalArgumentException if the trainer's schedule has factors that are none
   */
  public TrainingStep(Trainer trainer, StepRule rule, Dataset training) {
    ScheduleCheck.of(trainer.learning().schedule()).stream()
        .findFirst()
        .ifPresent(TrainingStep::refuse);
    this.trainer = trainer;
    this.rule = rule;
    this.data = training.to(trainer.precision());
    this.batches = new Batches(trainer, data);
    var batch = batches.size();
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
        Tensor.wrap(DType.INT64, Shape.of(batches.size()), rows));
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

  /** The rows of its batches. */
  @Override
  public String toString() {
    return batches.toString();
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
  public Map<String, Tensor> parameters() {
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

  /** All variables by name: the parameters, and what the optimizer keeps for each. */
  public Map<String, Tensor> variables() {
    var values = new LinkedHashMap<String, Tensor>(parameters());
    executable
        .program()
        .updates()
        .keySet()
        .forEach(variable -> values.putIfAbsent(name(variable), executable.read(variable)));
    return values;
  }

  /**
   * Writes variables that {@link #variables} read.
   *
   * @throws IllegalArgumentException if one is missing, or of another type or shape
   */
  public void restore(Map<String, Tensor> values) {
    var variables = new LinkedHashSet<>(graph.parameterNodes());
    variables.addAll(executable.program().updates().keySet());
    for (var variable : variables) {
      var value = values.get(name(variable));
      if (value == null) {
        throw new IllegalArgumentException("the state has no variable " + name(variable));
      }
      executable.write(variable, value);
    }
  }

  private static String name(Node variable) {
    return variable.label().orElseThrow();
  }

  /** The rows of each step. */
  public Batches batches() {
    return batches;
  }

  /**
   * Takes the rows of a step, from 1.
   *
   * @return the sum of their weights; a step whose weights are all 0 is left out
   */
  public double load(long number) {
    this.number[0] = number;
    return batches.fill(number, rows, Storage.of(weights));
  }

  /** The learning rate of a step. */
  public double rate(long number) {
    var progress = (double) number / ((long) batches.steps() * trainer.epochs());
    return trainer.rate() * ScheduleCheck.factor(trainer.learning().schedule(), progress);
  }

  /**
   * Runs the step whose rows were loaded.
   *
   * @return the loss of its batch before the move
   * @throws NonFiniteException if it is not finite; the variables are as before
   */
  public double run() {
    Storage.of(currentRate).set(0, rate(number[0]));
    try {
      step.run();
      return step.number(0);
    } catch (NonFiniteException e) {
      throw located(e, number[0]);
    }
  }

  /** Whether a node's first axis is the batch, and it cannot be the gradient of a parameter. */
  private boolean isPerRow(Node node) {
    return node.shape().rank() > 0
        && node.shape().dim(0) == batches.size()
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
