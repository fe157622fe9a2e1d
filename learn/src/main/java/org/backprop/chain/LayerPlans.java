package org.backprop.chain;

import static org.backprop.chain.Naming.symbol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.chain.CutGraph.Piece;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.simplify.Simplify;
import org.backprop.tensor.DType;

/** The steps from the input to the last pre-activation, and the derivatives of its functions. */
final class LayerPlans {
  private final CutGraph cut;
  private final Node x;
  private final List<String> parameters;
  private final List<Plan> forward = new ArrayList<>();
  private final Map<String, Plan> derivatives = new HashMap<>();
  private int functions;

  /**
   * The steps of a graph.
   *
   * @param x the input, which comes first
   * @param parameters the names of those that are trained
   */
  LayerPlans(CutGraph cut, Node x, List<String> parameters) {
    this.cut = cut;
    this.x = x;
    this.parameters = parameters;
    for (var piece : cut.pieces()) {
      if (!parameters.contains(piece.name())) {
        forward.add(piece.node() == x ? 0 : forward.size(), plan(piece));
        derivative(piece);
      }
    }
  }

  /** The steps forward. */
  List<Plan> forward() {
    return forward;
  }

  /** How many functions there are that are not linear. */
  int functions() {
    return functions;
  }

  /** The step of the derivative of a function, as in {@code f1'(a1)}, by the name of its value. */
  Optional<Plan> derivative(String name) {
    return Optional.ofNullable(derivatives.get(name));
  }

  private Plan plan(Piece piece) {
    var isSource = piece.reads().isEmpty();
    var title = piece.node() == x ? "the input" : isSource ? "drawn at random" : "";
    var kind = isSource ? StepKind.INPUT : StepKind.VALUE;
    var own = piece.reads().stream().filter(parameters::contains).toList();
    var plan = Plan.of(piece.name(), kind, title, piece.node()).at(List.of(piece.name()), own);
    var reads = piece.reads().stream().map(Naming::symbol).toList();
    return isSource
        ? plan
        : plan.rule(RuleReader.of(piece.local()), new Expression.Call("f", reads, List.of()));
  }

  /** Numbers the nonlinear functions of one value, and plans the derivatives of the elementwise. */
  private void derivative(Piece piece) {
    var from = piece.reads().size() == 1 ? piece.reads().getFirst() : "";
    if (from.isEmpty() || parameters.contains(from) || !isFloat(piece, from)) {
      return;
    }
    var slope = Slope.of(piece.local(), cut.standIn(from));
    if (slope.isEmpty() || isCurved(slope.get(), cut.standIn(from))) {
      functions++;
      slope.ifPresent(it -> derivatives.put(piece.name(), derivative(piece, from, it)));
    }
  }

  private boolean isFloat(Piece piece, String from) {
    return piece.node().dtype().isFloat() && cut.standIn(from).dtype().isFloat();
  }

  private static boolean isCurved(Node slope, Node by) {
    return Slope.isCurved(Simplify.of(slope), by);
  }

  private Plan derivative(Piece piece, String from, Node slope) {
    var name = "f%s'(%s)".formatted(functions, from);
    var by = cut.piece(from).node();
    var value = Slope.of(piece.node(), by).orElseThrow();
    return Plan.of(name, StepKind.DERIVATIVE, Naming.derivative(piece.name(), from), value)
        .rule(RuleReader.of(slope, piece.local().named(piece.name())), symbol(name))
        .check(piece.node().sum(), by)
        .at(List.of(piece.name(), from), List.of());
  }

  /** What a reader hands back to a value that it reads, on inputs that stand for what is known. */
  Node contribution(Piece reader, String name) {
    var dims = reader.node().shape().dims();
    var cotangent = Node.input(Naming.gradient(reader.name()), DType.FLOAT64, dims);
    return derivative(reader.name())
        .map(plan -> cotangent.times(Node.input(plan.name(), DType.FLOAT64, dims)))
        .orElseGet(() ->
            Gradients.vjp(List.of(reader.local()), List.of(cut.standIn(name)), List.of(cotangent))
                .getFirst());
  }
}
