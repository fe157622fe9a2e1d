package org.backprop.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.backprop.chain.CutGraph.Piece;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.layer.Parameter;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.tensor.DType;

/** All steps of a model's chain and their rules, read from its graph and its derivative. */
final class ChainPlan {
  private static final Pattern PRE_ACTIVATION = Pattern.compile("a\\d+");

  /** The derivative of a function step, and the name of the step that shows it. */
  private record Derivative(String name, Node standIn) {}

  private final ModelGraph graph;
  private final OutputGraph output;
  private final CutGraph cut;
  private final List<String> parameters;
  private final String eta;
  private final Node loss;
  private final Map<String, Derivative> derivatives = new HashMap<>();
  private final Map<String, Node> gradients = new HashMap<>();
  private final Map<String, Plan> slopes = new HashMap<>();
  private final List<Plan> forward = new ArrayList<>();
  private final List<Plan> backward = new ArrayList<>();
  private int functions;

  private ChainPlan(Model model, ModelGraph graph) {
    this.graph = graph;
    this.cut = new CutGraph(graph.eta());
    this.eta = cut.pieces().getLast().name();
    this.output = new OutputGraph(model.likelihood(), graph, eta);
    this.parameters = graph.parameters().stream().map(Parameter::name).toList();
    this.loss = output.loss();
    differentiate();
    layers();
    prediction(TextbookLoss.name(model.likelihood()));
    outputGradient();
    values();
    parameterGradients();
  }

  /** Of the graph that predicts, or of the one that is trained, where dropout draws its masks. */
  static ChainPlan of(Model model, DType input, int rows, boolean training) {
    return new ChainPlan(
        model,
        training
            ? ModelGraph.training(model, DType.FLOAT64, input, rows)
            : ModelGraph.predicting(model, DType.FLOAT64, input, rows));
  }

  ModelGraph graph() {
    return graph;
  }

  OutputGraph output() {
    return output;
  }

  Node loss() {
    return loss;
  }

  /** The steps forward, then back to the values, then the gradients of the parameters. */
  List<Plan> steps() {
    var steps = new ArrayList<>(forward);
    steps.addAll(backward);
    return steps;
  }

  /** The gradient of L by a parameter, in the model's graph. */
  Node gradient(String name) {
    return Objects.requireNonNull(gradients.get(name), name);
  }

  private void differentiate() {
    var moving = Walk.dependents(List.of(graph.eta()), graph.parameterNodes());
    var pieces = cut.pieces().stream().filter(piece -> moving.contains(piece.node())).toList();
    var derived = Gradients.of(loss, pieces.stream().map(Piece::node).toList());
    for (var i = 0; i < pieces.size(); i++) {
      gradients.put(pieces.get(i).name(), derived.get(i));
    }
  }

  /** delta for the gradient by a pre-activation, else dL/d and the name. */
  private static String gradientName(String name) {
    return PRE_ACTIVATION.matcher(name).matches() ? "delta" + name.substring(1) : "dL/d" + name;
  }

  private static Expression symbol(String name) {
    return new Expression.Symbol(name);
  }

  private void layers() {
    for (var piece : cut.pieces()) {
      if (!parameters.contains(piece.name())) {
        forward.add(piece.node() == graph.x() ? 0 : forward.size(), forward(piece));
        derivative(piece);
      }
    }
  }

  private Plan forward(Piece piece) {
    var isSource = piece.reads().isEmpty();
    var title = piece.node() == graph.x() ? "the input" : isSource ? "drawn at random" : "";
    var kind = isSource ? StepKind.INPUT : StepKind.VALUE;
    var plan =
        Plan.of(piece.name(), kind, title, piece.node())
            .at(
                List.of(piece.name()),
                piece.reads().stream().filter(parameters::contains).toList());
    var reads = piece.reads().stream().map(ChainPlan::symbol).toList();
    return isSource
        ? plan
        : plan.rule(RuleReader.of(piece.local()), new Expression.Call("f", reads, List.of()));
  }

  /** Numbers the nonlinear functions of one value, and plans the derivatives of the elementwise. */
  private void derivative(Piece piece) {
    if (piece.reads().size() != 1 || !piece.node().dtype().isFloat()) {
      return;
    }
    var from = piece.reads().getFirst();
    var standIn = cut.standIn(from);
    if (!standIn.dtype().isFloat() || parameters.contains(from)) {
      return;
    }
    var slope = Slope.of(piece.local(), standIn);
    if (slope.isPresent() && !isCurved(slope.get(), standIn)) {
      return;
    }
    functions++;
    slope.filter(_ -> gradients.containsKey(from)).ifPresent(it -> plan(piece, from, it));
  }

  private static boolean isCurved(Node slope, Node by) {
    return Slope.isCurved(RuleReader.of(slope).node(), by);
  }

  private void plan(Piece piece, String from, Node slope) {
    var name = "f%d'(%s)".formatted(functions, from);
    var fromNode = piece(from).node();
    var value = Slope.of(piece.node(), fromNode).orElseThrow();
    var known = piece.local().named(piece.name());
    derivatives.put(
        piece.name(),
        new Derivative(name, Node.input(name, DType.FLOAT64, piece.node().shape().dims())));
    slopes.put(
        piece.name(),
        Plan.of(name, StepKind.DERIVATIVE, "d" + piece.name() + "/d" + from, value)
            .rule(RuleReader.of(slope, known), symbol(name))
            .check(piece.node().sum(), fromNode)
            .at(List.of(piece.name(), from), List.of()));
  }

  private Piece piece(String name) {
    return cut.pieces().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private void prediction(String lossName) {
    var mean = Plan.of("y_hat", StepKind.PREDICTION, "the prediction", graph.mean());
    forward.add(
        (output.isLinear()
                ? mean.rule(symbol(eta))
                : mean.rule(RuleReader.of(unnamed(output.localMean())), symbol("y_hat")))
            .at(List.of("y_hat"), List.of()));
    forward.add(Plan.of("y", StepKind.TARGET, "the target", graph.y()).at(List.of("y"), List.of()));
    forward.add(
        Plan.of("l", StepKind.TEXTBOOK_LOSS, lossName, output.textbook())
            .alias(lossName)
            .rule(RuleReader.mean(output.localTextbook(), output.divisor()), symbol("l"))
            .at(List.of("L"), List.of()));
    var total = symbol("l");
    if (output.hasConstant()) {
      total = new Expression.Addition(total, symbol("c"));
      forward.add(
          Plan.of("c", StepKind.CONSTANT, "terms without y_hat", loss)
              .computedElsewhere()
              .at(List.of("L"), List.of()));
    }
    forward.add(
        Plan.of("L", StepKind.LOSS, "negative log-likelihood", loss)
            .rule(total)
            .at(List.of("L"), List.of()));
  }

  private static Node unnamed(Node node) {
    return Node.of(node.op(), node.inputs());
  }

  /** From L to y_hat and to the last pre-activation. */
  private void outputGradient() {
    var textbook = output.textbook();
    var byMean = Gradients.of(textbook, graph.mean());
    backward.add(
        Plan.of("dL/dy_hat", StepKind.GRADIENT, "", byMean)
            .rule(
                RuleReader.mean(
                    Gradients.of(output.localTextbook(), output.mean), output.divisor()),
                symbol("dL/dy_hat"))
            .check(textbook, graph.mean())
            .at(List.of("y_hat"), List.of()));
    var way = output.isLinear() ? Optional.<Plan.OtherRule>empty() : throughMean(byMean);
    var delta = delta();
    backward.add(way.map(it -> delta.other(it.rule(), it.value())).orElse(delta));
  }

  /** dL/da of the last layer: for a canonical likelihood it simplifies to y_hat - y. */
  private Plan delta() {
    var gradient = Gradients.of(output.localLosses(), output.eta);
    var known = output.isLinear() ? new Node[0] : new Node[] {output.localMean()};
    var rule = RuleReader.mean(gradient, output.divisor(), known);
    return named(eta, Plan.of(gradientName(eta), StepKind.GRADIENT, "", gradient(eta)))
        .rule(rule, symbol(gradientName(eta)))
        .check(loss, graph.eta())
        .at(List.of(eta), List.of());
  }

  private static Plan named(String value, Plan plan) {
    return plan.name().startsWith("delta") ? plan.alias("dL/d" + value) : plan;
  }

  /** dL/dy_hat times the derivative of the output unit, which becomes a step of its own. */
  private Optional<Plan.OtherRule> throughMean(Node byMean) {
    functions++;
    var mean = graph.mean();
    var pulled = Gradients.vjp(List.of(mean), List.of(graph.eta()), List.of(byMean)).getFirst();
    var local = Slope.of(output.localMean(), output.eta);
    var title = "dy_hat/d" + eta;
    if (local.isPresent()) {
      var name = "f%d'(%s)".formatted(functions, eta);
      backward.add(
          Plan.of(name, StepKind.DERIVATIVE, title, Slope.of(mean, graph.eta()).orElseThrow())
              .rule(RuleReader.of(local.get(), output.localMean()), symbol(name))
              .check(mean.sum(), graph.eta())
              .at(List.of("y_hat", eta), List.of()));
      return Optional.of(
          new Plan.OtherRule(
              new Expression.Elementwise(symbol("dL/dy_hat"), symbol(name)), pulled));
    }
    if (output.rows() > 1) {
      return Optional.empty();
    }
    backward.add(
        Plan.of(title, StepKind.DERIVATIVE, "the Jacobian", Gradients.jacobian(mean, graph.eta()))
            .at(List.of("y_hat", eta), List.of()));
    return Optional.of(
        new Plan.OtherRule(new Expression.Product(symbol("dL/dy_hat"), symbol(title)), pulled));
  }

  /** From the last pre-activation back to the first value that depends on a parameter. */
  private void values() {
    var done = new HashSet<>(Set.of(eta));
    for (var piece : cut.pieces().reversed()) {
      var name = piece.name();
      if (gradients.containsKey(name) && !parameters.contains(name) && done.add(name)) {
        var readers = cut.readers(name);
        var plan = gradientPlan(piece, StepKind.GRADIENT);
        readers.forEach(
            reader -> Optional.ofNullable(slopes.get(reader.name())).ifPresent(backward::add));
        backward.add(plan.at(List.of(name), List.of()));
      }
    }
  }

  private void parameterGradients() {
    for (var name : order()) {
      var plan = gradientPlan(piece(name), StepKind.PARAMETER_GRADIENT);
      var readers = cut.readers(name).stream().map(Piece::name).toList();
      backward.add(plan.at(readers, List.of(name)));
    }
  }

  /** The last layer first; in a layer the last parameter, which is the bias, first. */
  private List<String> order() {
    return parameters.reversed();
  }

  private Plan gradientPlan(Piece piece, StepKind kind) {
    var name = piece.name();
    var readers = cut.readers(name);
    var terms = readers.stream().map(reader -> term(reader, name)).reduce(Node::plus);
    var known =
        readers.stream()
            .filter(reader -> !derivatives.containsKey(reader.name()))
            .filter(reader -> reader.reads().size() == 1)
            .map(reader -> reader.local().named(reader.name()))
            .toArray(Node[]::new);
    return named(name, Plan.of(gradientName(name), kind, "", gradient(name)))
        .rule(RuleReader.of(terms.orElseThrow(), known), vectorJacobian(readers, name))
        .check(loss, piece.node());
  }

  /** What a reader hands back. */
  private Node term(Piece reader, String name) {
    var cotangent =
        Node.input(gradientName(reader.name()), DType.FLOAT64, reader.node().shape().dims());
    var derivative = derivatives.get(reader.name());
    return derivative != null
        ? cotangent.times(derivative.standIn())
        : Gradients.vjp(List.of(reader.local()), List.of(cut.standIn(name)), List.of(cotangent))
            .getFirst();
  }

  /** As in {@code dL/dh dh/da1}: where the derivative is too long to be read. */
  private static Expression vectorJacobian(List<Piece> readers, String name) {
    return readers.stream()
        .<Expression>map(reader ->
            new Expression.Product(
                symbol(gradientName(reader.name())), symbol("d" + reader.name() + "/d" + name)))
        .reduce(Expression.Addition::new)
        .orElseThrow();
  }
}
