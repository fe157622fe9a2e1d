package org.backprop.chain;

import static org.backprop.chain.Naming.symbol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final ModelGraph graph;
  private final CutGraph cut;
  private final OutputGraph output;
  private final Node loss;
  private final LayerPlans layers;
  private final List<String> parameters;
  private final Map<String, Node> gradients = new HashMap<>();
  private final List<Plan> steps = new ArrayList<>();

  ChainPlan(Model model, ModelGraph graph) {
    this.graph = graph;
    this.cut = new CutGraph(graph.eta());
    var eta = cut.pieces().getLast().name();
    this.output = new OutputGraph(model.likelihood(), graph, eta);
    this.loss = output.loss();
    this.parameters = graph.parameters().stream().map(Parameter::name).toList();
    this.layers = new LayerPlans(cut, graph.x(), parameters);
    differentiate();
    var ends = new OutputPlans(graph, output, eta, loss, layers.functions() + 1);
    steps.addAll(layers.forward());
    steps.addAll(ends.forward(model.likelihood().lossName()));
    steps.addAll(ends.backward(Objects.requireNonNull(gradients.get(eta))));
    values(eta);
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
    return steps;
  }

  /** The gradient of L by a parameter, in the model's graph; zeros if L does not depend on it. */
  Node gradient(Parameter parameter) {
    return gradients.getOrDefault(parameter.name(), parameter.node().zeros());
  }

  private void differentiate() {
    var moving = Walk.dependents(List.of(graph.eta()), graph.parameterNodes());
    var pieces = cut.pieces().stream().filter(piece -> moving.contains(piece.node())).toList();
    var derived = Gradients.of(loss, pieces.stream().map(Piece::node).toList());
    for (var i = 0; i < pieces.size(); i++) {
      gradients.put(pieces.get(i).name(), derived.get(i));
    }
  }

  /** From the last pre-activation back to the first value that depends on a parameter. */
  private void values(String eta) {
    for (var piece : cut.pieces().reversed()) {
      var name = piece.name();
      if (gradients.containsKey(name) && !parameters.contains(name) && !name.equals(eta)) {
        cut.readers(name).stream()
            .flatMap(reader -> layers.derivative(reader.name()).stream())
            .forEach(steps::add);
        steps.add(gradient(piece, StepKind.GRADIENT).at(List.of(name), List.of()));
      }
    }
  }

  /** The last layer first; in a layer the last parameter, which is the bias, first. */
  private void parameterGradients() {
    for (var name : parameters.reversed()) {
      if (gradients.containsKey(name)) {
        var readers = cut.readers(name).stream().map(Piece::name).toList();
        steps.add(
            gradient(cut.piece(name), StepKind.PARAMETER_GRADIENT).at(readers, List.of(name)));
      }
    }
  }

  /** The sum of what the readers of a value hand back. */
  private Plan gradient(Piece piece, StepKind kind) {
    var name = piece.name();
    var readers = cut.readers(name);
    var sum =
        readers.stream()
            .map(reader -> layers.contribution(reader, name))
            .reduce(Node::plus)
            .orElseThrow();
    var value = Objects.requireNonNull(gradients.get(name));
    return Naming.aliased(name, Plan.of(Naming.gradient(name), kind, "", value))
        .rule(RuleReader.of(sum, known(readers)), vectorJacobian(readers, name))
        .check(loss, piece.node());
  }

  /** The functions whose derivative is no step: it may be written with their value. */
  private Node[] known(List<Piece> readers) {
    return readers.stream()
        .filter(reader -> layers.derivative(reader.name()).isEmpty() && reader.reads().size() == 1)
        .map(reader -> reader.local().named(reader.name()))
        .toArray(Node[]::new);
  }

  /** As in {@code dL/dh dh/da1}: where the derivative is too long to be read. */
  private static Expression vectorJacobian(List<Piece> readers, String name) {
    return readers.stream()
        .<Expression>map(reader ->
            new Expression.Product(
                symbol(Naming.gradient(reader.name())),
                symbol(Naming.derivative(reader.name(), name))))
        .reduce(Expression.Addition::new)
        .orElseThrow();
  }
}
