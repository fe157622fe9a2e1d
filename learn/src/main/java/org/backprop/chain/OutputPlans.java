package org.backprop.chain;

import static org.backprop.chain.Naming.symbol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.model.ModelGraph;

/** The steps from the last pre-activation to L and back. */
final class OutputPlans {
  private final ModelGraph graph;
  private final OutputGraph output;
  private final String eta;
  private final Node loss;
  private final int function;

  /**
   * The steps of a graph.
   *
   * @param eta the name of the last pre-activation
   * @param loss L, in the model's graph
   * @param function the number of the output unit among the functions
   */
  OutputPlans(ModelGraph graph, OutputGraph output, String eta, Node loss, int function) {
    this.graph = graph;
    this.output = output;
    this.eta = eta;
    this.loss = loss;
    this.function = function;
  }

  /** y_hat, y and the losses. */
  List<Plan> forward(String lossName) {
    var plans = new ArrayList<Plan>();
    plans.add(prediction());
    plans.add(Plan.of("y", StepKind.TARGET, "the target", graph.y()).at(List.of("y"), List.of()));
    plans.add(
        ofLoss("l", StepKind.TEXTBOOK_LOSS, lossName, output.textbook())
            .alias(lossName)
            .rule(RuleReader.mean(output.localTextbook(), output.divisor()), symbol("l")));
    var total = symbol("l");
    if (output.hasConstant()) {
      total = new Expression.Addition(total, symbol("c"));
      plans.add(ofLoss("c", StepKind.CONSTANT, "terms without y_hat", loss).computedElsewhere());
    }
    plans.add(ofLoss("L", StepKind.LOSS, "negative log-likelihood", loss).rule(total));
    return plans;
  }

  private static Plan ofLoss(String name, StepKind kind, String title, Node value) {
    return Plan.of(name, kind, title, value).at(List.of("L"), List.of());
  }

  private Plan prediction() {
    var plan =
        Plan.of("y_hat", StepKind.PREDICTION, "the prediction", graph.mean())
            .at(List.of("y_hat"), List.of());
    if (output.isLinear()) {
      return plan.rule(symbol(eta));
    }
    var mean = output.localMean();
    return plan.rule(RuleReader.of(Node.of(mean.op(), mean.inputs())), symbol("y_hat"));
  }

  /** The gradients by y_hat and by the last pre-activation, on both ways. */
  List<Plan> backward(Node gradient) {
    var byMean = Gradients.of(output.textbook(), graph.mean());
    var plans = new ArrayList<>(List.of(byMean(byMean)));
    var delta = delta(gradient);
    var derivative = derivative();
    derivative.ifPresent(plans::add);
    plans.add(
        derivative.map(it -> delta.other(product(it.name()), pulledBack(byMean))).orElse(delta));
    return plans;
  }

  private Plan byMean(Node value) {
    var local = Gradients.of(output.localTextbook(), output.mean);
    return Plan.of("dL/dy_hat", StepKind.GRADIENT, "", value)
        .rule(RuleReader.mean(local, output.divisor()), symbol("dL/dy_hat"))
        .check(output.textbook(), graph.mean())
        .at(List.of("y_hat"), List.of());
  }

  /** dL/da of the last layer: for a canonical likelihood it simplifies to y_hat - y. */
  private Plan delta(Node value) {
    var name = Naming.gradient(eta);
    var local = Gradients.of(output.localLosses(), output.eta);
    var known = output.isLinear() ? new Node[0] : new Node[] {output.localMean()};
    return Naming.aliased(eta, Plan.of(name, StepKind.GRADIENT, "", value))
        .rule(RuleReader.mean(local, output.divisor(), known), symbol(name))
        .check(loss, graph.eta())
        .at(List.of(eta), List.of());
  }

  /** The derivative of the output unit: elementwise, or the Jacobian of one row. */
  private Optional<Plan> derivative() {
    if (output.isLinear()) {
      return Optional.empty();
    }
    var slope = Slope.of(output.localMean(), output.eta);
    return slope.isPresent()
        ? slope.map(this::elementwise)
        : output.rows() == 1 ? Optional.of(jacobian()) : Optional.empty();
  }

  private Plan elementwise(Node slope) {
    var name = "f%s'(%s)".formatted(function, eta);
    var value = Slope.of(graph.mean(), graph.eta()).orElseThrow();
    return Plan.of(name, StepKind.DERIVATIVE, Naming.derivative("y_hat", eta), value)
        .rule(RuleReader.of(slope, output.localMean()), symbol(name))
        .check(graph.mean().sum(), graph.eta())
        .at(List.of("y_hat", eta), List.of());
  }

  private Plan jacobian() {
    var value = Gradients.jacobian(graph.mean(), graph.eta());
    return Plan.of(Naming.derivative("y_hat", eta), StepKind.DERIVATIVE, "the Jacobian", value)
        .at(List.of("y_hat", eta), List.of());
  }

  /** dL/dy_hat times the derivative: element by element, or with the Jacobian. */
  private Expression product(String derivative) {
    var byMean = symbol("dL/dy_hat");
    return derivative.startsWith("f")
        ? new Expression.Elementwise(byMean, symbol(derivative))
        : new Expression.Product(byMean, symbol(derivative));
  }

  private Node pulledBack(Node byMean) {
    return Gradients.vjp(List.of(graph.mean()), List.of(graph.eta()), List.of(byMean)).getFirst();
  }
}
