package org.backprop.app.explain;

import java.util.ArrayList;
import java.util.List;
import org.backprop.app.Numbers;
import org.backprop.app.Terminal;
import org.backprop.engine.GradientCheck;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.layer.Activation;
import org.backprop.layer.Residual;
import org.backprop.likelihood.ExponentialFamily;
import org.backprop.notation.Printer;
import org.backprop.simplify.Simplify;
import org.backprop.table.DataException;
import org.backprop.tensor.Tensor;

/** The chain rule of one row: symbols, then numbers, step by step, in the textbook's order. */
final class ChainReport {
  /** One dense layer: its input, its pre-activation and what comes of it. */
  record Stage(int number, Node in, String inName, Node a, Node out, String outName) {}

  private final Terminal terminal;
  private final Explained row;
  private final boolean columns;
  private final MatrixText text;
  private final List<Stage> stages;

  ChainReport(Terminal terminal, Explained row, boolean columns) {
    this.terminal = terminal;
    this.row = row;
    this.columns = columns;
    this.text = new MatrixText(columns);
    this.stages = stages(row);
  }

  /** The dense layers in order; a chain without branches. */
  static List<Stage> stages(Explained row) {
    if (row.model().layers().stream().anyMatch(Residual.class::isInstance)) {
      throw new DataException(
          "explain follows a chain of layers, and this model has a residual connection around some;"
              + " `check` compares its gradients");
    }
    var count = row.model().denseLayers();
    var stages = new ArrayList<Stage>();
    var in = row.find("x_scaled").orElse(row.graph().x());
    var inName = "x";
    for (var number = 1; number <= count; number++) {
      var a = row.find("a" + number).orElseThrow();
      var last = number == count;
      var name = last ? "y_hat" : count == 2 ? "h" : "h" + number;
      var out = last ? row.graph().mean() : row.find(name).orElse(a);
      stages.add(new Stage(number, in, inName, a, out, out == a ? "a" + number : name));
      in = out;
      inName = stages.getLast().outName();
    }
    return stages;
  }

  void show(double rate) {
    forward();
    backward();
    parameters();
    update(rate);
  }

  private void forward() {
    terminal.line(terminal.bold("Forward"));
    quantity("x", "the encoded row", row.value(stages.getFirst().in()));
    for (var stage : stages) {
      var n = stage.number();
      var product = columns ? "W" + n + " " + stage.inName() : stage.inName() + " W" + n;
      quantity("a" + n, product + " + b" + n, row.value(stage.a()));
      if (stage.out() != stage.a()) {
        quantity(stage.outName(), function(stage), row.value(stage.out()));
      }
    }
    quantity("y", "the target", row.value(row.graph().y()));
    quantity("L", row.model().likelihood().lossName(), row.value(row.graph().loss()));
  }

  /** The activation or output unit as mathematics. */
  private String function(Stage stage) {
    return Printer.expression(Simplify.of(List.of(stage.a(), stage.out())).get(1));
  }

  private void backward() {
    terminal.line();
    terminal.line(terminal.bold("Backward"));
    var last = stages.getLast();
    var n = last.number();
    quantity("1. dL/dy_hat", "the loss by the prediction", row.gradientOfMean());
    checked(row.checkMean());
    quantity("2. delta" + n + " = dL/da" + n, deltaRule(), row.gradient(last.a()));
    checked(last.a());
    quantity("   through y_hat", "dL/dy_hat times dy_hat/da" + n + ":", row.deltaThroughMean());
    if (last.a().shape().size() > 1) {
      quantity("   dy_hat/da" + n, "the Jacobian", row.jacobianOfMean());
    }
    terminal.line("     the two agree to " + Numbers.of(difference()));
    var step = 3;
    for (var i = stages.size() - 2; i >= 0; i--) {
      step = hidden(stages.get(i), step);
    }
  }

  /** dL/da of the last layer as the derivation prints it: y_hat - y for a canonical likelihood. */
  private String deltaRule() {
    if (!(row.model().likelihood() instanceof ExponentialFamily)) {
      return "by the chain rule";
    }
    var graph = row.graph();
    var losses = row.find("losses").orElseThrow();
    var delta = Gradients.of(losses.sum(), graph.eta());
    return Printer.expression(Simplify.of(List.of(graph.mean(), delta)).get(1));
  }

  private double difference() {
    var direct = row.gradient(row.graph().eta()).toDoubles();
    var through = row.deltaThroughMean().toDoubles();
    var most = 0.0;
    for (var i = 0; i < direct.length; i++) {
      most = Math.max(most, Math.abs(direct[i] - through[i]));
    }
    return most;
  }

  private int hidden(Stage stage, int step) {
    var n = stage.number();
    var next = n + 1;
    var product = columns ? "W" + next + "^T delta" + next : "delta" + next + " W" + next + "^T";
    if (stage.out() == stage.a()) {
      quantity(step + ". delta" + n + " = dL/da" + n, product, row.gradient(stage.a()));
      checked(stage.a());
      return step + 1;
    }
    var h = stage.outName();
    quantity(step + ". dL/d" + h, product, row.gradient(stage.out()));
    checked(stage.out());
    var slope = row.slope(stage.out(), stage.a());
    quantity("   f" + n + "'(a" + n + ")", activation(n) + "'s derivative", slope);
    var delta = (step + 1) + ". delta" + n + " = dL/da" + n;
    quantity(delta, "dL/d" + h + " * f" + n + "'(a" + n + ")", row.gradient(stage.a()));
    checked(stage.a());
    return step + 2;
  }

  private String activation(int number) {
    return row.model().layers().stream()
        .filter(Activation.class::isInstance)
        .map(layer -> ((Activation) layer).word())
        .skip(number - 1L)
        .findFirst()
        .orElse("f" + number);
  }

  private void parameters() {
    terminal.line();
    terminal.line(terminal.bold("Weights and biases"));
    for (var stage : stages.reversed()) {
      var n = stage.number();
      var weights = row.parameters().get(2 * (n - 1)).node();
      var bias = row.parameters().get(2 * (n - 1) + 1).node();
      quantity(
          "dL/db" + n, "delta" + n + ", because da" + n + "/db" + n + " is 1", row.gradient(bias));
      checked(bias);
      var product =
          columns ? "delta" + n + " " + stage.inName() + "^T" : stage.inName() + "^T delta" + n;
      quantity("dL/dW" + n, product, row.gradient(weights));
      checked(weights);
    }
  }

  private void update(double rate) {
    terminal.line();
    terminal.line(terminal.bold("Update"));
    terminal.line("  W := W - " + Numbers.exact(rate) + " dL/dW, and the biases likewise");
    terminal.line(
        "  L before %s, after %s"
            .formatted(
                Numbers.of(row.value(row.graph().loss()).item()),
                Numbers.of(row.lossAfterStep(rate))));
  }

  private void quantity(String symbol, String formula, Tensor value) {
    var lines = text.lines(value);
    var scalar = value.shape().rank() == 0;
    var shape = scalar ? "" : "  " + text.shape(value);
    var head = "  %-20s = %s%s".formatted(symbol, formula, terminal.dim(shape));
    if (scalar) {
      terminal.line(head + " = " + Numbers.of(value.item()));
      return;
    }
    terminal.line(head);
    lines.forEach(line -> terminal.line("     " + line));
  }

  private void checked(Node node) {
    checked(row.check(node));
  }

  private void checked(GradientCheck.Element element) {
    terminal.line(
        terminal.dim(
            switch (element.verdict()) {
              case AGREES -> "     finite differences agree to " + Numbers.of(element.error());
              case TOO_SMALL -> "     too small for finite differences";
              case KINK ->
                  "     finite differences meet a kink here (relu at 0), which is no fault";
              case FAULT -> "     FINITE DIFFERENCES DISAGREE: " + element;
            }));
  }
}
