package org.backprop.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.backprop.engine.Engine;
import org.backprop.engine.GradientCheck;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.model.Model;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/**
 * The chain of steps of a model on some rows: forward from x to the loss L, back to the gradient of
 * every weight, and one step of gradient descent. Rules are read from the model's own graph and its
 * derivative, and numbers are computed by the engine in {@code FLOAT64}; so it holds for every
 * model that can be trained.
 *
 * <pre>{@code
 * var chain = Chain.of(model, parameters, x, y);
 * chain.step("delta2").rule().text();    // y_hat - y
 * chain.step("delta2").value();          // Computed[...]
 * chain.until("h").step("delta2").value();  // NotYet[]
 * chain.check("delta2");                 // finite differences beside it
 * }</pre>
 *
 * <p>A chain is immutable. Rules and values are stated for samples as rows; an {@link Orientation}
 * turns them. With several rows the loss is their mean, and their number reads as {@code m}.
 */
public final class Chain {
  private static final int MOST_CHECKED = 200;
  private static final double USUAL_RATE = 0.1;

  private final ChainPlan plan;
  private final Map<Node, Tensor> given;
  private final double rate;
  private final Map<String, Value> values;
  private final List<Step> steps;

  private Chain(ChainPlan plan, Map<Node, Tensor> given, double rate, Map<String, Value> values) {
    this.plan = plan;
    this.given = given;
    this.rate = rate;
    this.values = values;
    this.steps = plans(plan, rate).stream().map(this::step).toList();
  }

  /**
   * The chain of these rows as the model predicts them: dropout does nothing.
   *
   * @param parameters by name, as in {@code W1}
   * @param x the encoded rows {@code [rows, features]}
   * @param y the encoded targets {@code [rows, outputs]}
   */
  public static Chain of(Model model, Map<String, Tensor> parameters, Tensor x, Tensor y) {
    return computed(model, parameters, x, y, false);
  }

  /** The chain of these rows as they are trained: dropout draws its masks from seed 1. */
  public static Chain training(Model model, Map<String, Tensor> parameters, Tensor x, Tensor y) {
    return computed(model, parameters, x, y, true);
  }

  /** The chain without numbers, as the model is trained on this number of rows: names and rules. */
  public static Chain symbolic(Model model, int rows) {
    var plan = ChainPlan.of(model, DType.FLOAT64, rows, true);
    return new Chain(plan, Map.of(), USUAL_RATE, Map.of());
  }

  private static Chain computed(
      Model model, Map<String, Tensor> parameters, Tensor x, Tensor y, boolean training) {
    return of(ChainPlan.of(model, x.dtype(), x.shape().dim(0), training), parameters, x, y);
  }

  /** The chain of any graph. */
  static Chain of(ChainPlan plan, Map<String, Tensor> parameters, Tensor x, Tensor y) {
    var given = plan.output().given(parameters, x, y);
    return new Chain(plan, given, USUAL_RATE, ChainValues.of(plan, given, USUAL_RATE));
  }

  /** The same chain with another learning rate of the update. */
  public Chain withRate(double other) {
    return other == rate
        ? this
        : new Chain(
            plan, given, other, given.isEmpty() ? Map.of() : ChainValues.of(plan, given, other));
  }

  /**
   * The chain as far as this step: the values of all later ones are not yet computed.
   *
   * @throws IllegalArgumentException if there is no such step
   */
  public Chain until(String name) {
    var last = steps.indexOf(step(name));
    var kept = new HashMap<>(values);
    steps.subList(last + 1, steps.size()).forEach(step -> kept.remove(step.name()));
    return new Chain(plan, given, rate, kept);
  }

  /** All steps in order. */
  public List<Step> steps() {
    return steps;
  }

  /** The steps from x to L. */
  public List<Step> forward() {
    return steps.stream().filter(step -> step.kind().isForward()).toList();
  }

  /** The steps from L to the gradients of the parameters. */
  public List<Step> backward() {
    return steps.stream().filter(step -> step.kind().isBackward()).toList();
  }

  /** The steps of one kind. */
  public List<Step> steps(StepKind kind) {
    return steps.stream().filter(step -> step.kind() == kind).toList();
  }

  /**
   * The step of that name or alias, as in {@code delta2} or {@code dL/da2}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Step step(String name) {
    return find(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "the chain has no step %s; it has %s"
                    .formatted(name, String.join(", ", steps.stream().map(Step::name).toList()))));
  }

  /** The step of that name or alias. */
  public Optional<Step> find(String name) {
    return steps.stream().filter(step -> step.isCalled(name)).findFirst();
  }

  /** The weights and biases in order, with their values. */
  public List<Operand> parameters() {
    return plan.graph().parameters().stream().map(it -> operand(it.name())).toList();
  }

  /** The learning rate of the update. */
  public double rate() {
    return rate;
  }

  /** The number of rows; their mean is the loss. */
  public int rows() {
    return plan.output().rows();
  }

  private static List<Plan> plans(ChainPlan plan, double rate) {
    var plans = new ArrayList<>(plan.steps());
    plans.addAll(ChainValues.updates(plan, rate));
    return plans;
  }

  /** What the steps up to the update are made of. */
  List<Plan> plans() {
    return plan.steps();
  }

  private Step step(Plan it) {
    return new Step(
        it.name(),
        it.aliases(),
        it.kind(),
        it.title(),
        it.rule(),
        it.rule().symbols().stream()
            .filter(symbol -> !symbol.equals(it.name()))
            .map(this::operand)
            .toList(),
        value(it.name()),
        it.otherRule().map(other -> new Step.OtherWay(other.rule(), otherValue(it))),
        it.nodes(),
        it.parameters());
  }

  private Operand operand(String name) {
    return new Operand(name, value(name));
  }

  /** By the name of a step or a parameter, or by a step's alias. */
  Value value(String name) {
    return values.getOrDefault(name, new Value.NotYet());
  }

  private Value otherValue(Plan it) {
    return values.containsKey(it.name())
        ? value(ChainValues.otherName(it.name()))
        : new Value.NotYet();
  }

  /**
   * The value of a step beside finite differences; empty if it is no derivative or not computed.
   * This takes two to four evaluations of the loss for each element, of at most 200 elements.
   */
  public Optional<FiniteDifferences> check(String name) {
    var step = step(name);
    var check = planOf(step.name()).flatMap(Plan::check);
    var value = step.value().tensor();
    return check.isEmpty() || value.isEmpty()
        ? Optional.empty()
        : Optional.of(differences(check.get(), value.get()));
  }

  private Optional<Plan> planOf(String name) {
    return plan.steps().stream().filter(it -> it.name().equals(name)).findFirst();
  }

  private FiniteDifferences differences(Plan.Check check, Tensor value) {
    var by = check.by();
    var moved = Node.input("moved", DType.FLOAT64, by.shape().dims());
    var of = Walk.rebuild(List.of(check.of()), each -> each == by ? moved : each);
    var at = new HashMap<>(given);
    at.put(moved, Engine.evaluate(by, given));
    var report =
        GradientCheck.of(of.getFirst(), List.of(moved), List.of(Node.constant(value)))
            .sampling(MOST_CHECKED, 1)
            .at(at);
    return FiniteDifferences.of(report, value);
  }

  /** The steps that can be checked, beside finite differences, by name and in order. */
  public Map<String, FiniteDifferences> checks() {
    var checks = new LinkedHashMap<String, FiniteDifferences>();
    steps.forEach(step -> check(step.name()).ifPresent(it -> checks.put(step.name(), it)));
    return checks;
  }

  /**
   * One element of a step as the sum of its terms.
   *
   * @param indices of the element, with samples as rows
   * @throws IllegalArgumentException if the step is not there or not computed
   * @throws org.backprop.tensor.ShapeException if the element is not there
   */
  public Terms element(String name, int... indices) {
    return element(Orientation.ROWS, name, indices);
  }

  /** The same with indices, names and factors as the orientation has them. */
  public Terms element(Orientation orientation, String name, int... indices) {
    var step = step(name);
    return new ElementReader(this, orientation)
        .of(step, planOf(step.name()), stored(orientation, step, indices));
  }

  /**
   * The graph that computes the values, as data.
   *
   * @throws org.backprop.table.DataException if an operation has no exported form
   */
  public ChainGraph graph() {
    return ChainGraph.of(plan);
  }

  private static int[] stored(Orientation orientation, Step step, int... indices) {
    return step.value().tensor().map(it -> orientation.stored(it.shape(), indices)).orElse(indices);
  }

  /** Parameters and steps as maps, lists, texts and numbers, without finite differences. */
  public Map<String, Object> toMap(Orientation orientation) {
    return toMap(orientation, Map.of());
  }

  /** The same with these finite differences, by the names of their steps. */
  public Map<String, Object> toMap(Orientation orientation, Map<String, FiniteDifferences> checks) {
    var map = new LinkedHashMap<String, Object>();
    map.put("samples_as", orientation.word());
    map.put("rows", rows());
    map.put("learning_rate", rate);
    map.put("parameters", parameters().stream().map(it -> it.toMap(orientation)).toList());
    map.put("steps", steps.stream().map(step -> toMap(step, orientation, checks)).toList());
    return map;
  }

  private static Map<String, Object> toMap(
      Step step, Orientation orientation, Map<String, FiniteDifferences> checks) {
    var map = new LinkedHashMap<>(step.toMap(orientation));
    Optional.ofNullable(checks.get(step.name()))
        .ifPresent(it -> map.put("finite_differences", it.toMap(orientation)));
    return map;
  }

  /** A line for each step: its name and its rule. */
  @Override
  public String toString() {
    return steps.stream()
        .map(step -> step.name() + " = " + step.rule().text())
        .collect(Collectors.joining("\n"));
  }
}
