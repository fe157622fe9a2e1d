package org.backprop.app.study;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.tanh;
import static org.backprop.likelihood.Likelihoods.bernoulli;
import static org.backprop.likelihood.Likelihoods.categorical;
import static org.backprop.likelihood.Likelihoods.normal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.backprop.app.Numbers;
import org.backprop.engine.Engine;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.notation.Printer;
import org.backprop.simplify.Simplify;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** Small examples with seeded numbers, every result computed by the engine from a graph. */
final class Examples {
  private Examples() {}

  /** A model on given rows: what its nodes are worth. */
  private record Worked(ModelGraph graph, Map<Node, Tensor> given) {
    static Worked of(Model model, SplittableRandom random, Tensor y) {
      var rows = y.shape().dim(0);
      var graph = ModelGraph.predicting(model, DType.FLOAT64, DType.FLOAT64, rows);
      var given = new HashMap<Node, Tensor>();
      given.put(graph.x(), tenths(graph.x().shape(), random));
      given.put(graph.y(), y);
      given.put(graph.weights(), Tensor.filled(DType.FLOAT64, Shape.of(rows), 1));
      graph.parameterNodes().forEach(node -> given.put(node, tenths(node.shape(), random)));
      return new Worked(graph, given);
    }

    Tensor value(Node node) {
      return Engine.evaluate(node, given);
    }

    Tensor gradient(Node node) {
      return value(Gradients.of(graph.loss(), node));
    }

    Node find(String label) {
      return Walk.inputsFirst(List.of(graph.loss(), graph.mean())).stream()
          .filter(node -> node.label().filter(label::equals).isPresent())
          .findFirst()
          .orElseThrow();
    }
  }

  private static Tensor tenths(Shape shape, SplittableRandom random) {
    var values = new double[shape.size()];
    Arrays.setAll(values, i -> random.nextInt(-10, 11) / 10.0);
    return Tensor.of(shape, values);
  }

  private static String text(Tensor tensor) {
    return Arrays.stream(tensor.toDoubles())
        .mapToObj(Numbers::of)
        .collect(Collectors.joining("  ", "[", "]"));
  }

  static List<String> likelihood(SplittableRandom random) {
    var y = Tensor.of(Shape.of(3, 1), 1.0, 0, 1);
    var worked = Worked.of(Model.of(features(2), dense(1), bernoulli()), random, y);
    var lines = new ArrayList<String>();
    lines.add("Logistic regression, three rows:");
    lines.add("y                    " + text(y));
    lines.add("y_hat                " + text(worked.value(worked.graph().mean())));
    var losses = worked.find("losses");
    lines.add("log p(y_i | x_i)     " + text(worked.value(losses.negated())));
    lines.add("log-likelihood       " + Numbers.of(worked.value(losses.negated().sum()).item()));
    lines.add("L = -1/3 of that     " + Numbers.of(worked.value(worked.graph().loss()).item()));
    return lines;
  }

  static List<String> losses(SplittableRandom random) {
    var number = Tensor.of(Shape.of(1, 1), random.nextInt(-20, 21) / 10.0);
    var linear = Worked.of(Model.of(features(2), dense(1), normal()), random, number);
    var y = Tensor.of(Shape.of(1, 3), 0.0, 1, 0);
    var classes = Worked.of(Model.of(features(2), dense(3), categorical()), random, y);
    var error = linear.graph().y().minus(linear.graph().mean()).squared().times(0.5).sum();
    return List.of(
        "A number: y " + text(number) + ", y_hat " + text(linear.value(linear.graph().mean())),
        "  squared error 1/2 (y - y_hat)^2 = " + Numbers.of(linear.value(error).item()),
        "A class: y " + text(y) + ", y_hat " + text(classes.value(classes.graph().mean())),
        "  log loss -y^T log y_hat = " + Numbers.of(classes.value(classes.graph().loss()).item()));
  }

  static List<String> graph(SplittableRandom random) {
    var worked =
        Worked.of(
            Model.of(features(2), dense(2), tanh(), dense(1), normal()),
            random,
            tenths(Shape.of(1, 1), random));
    return List.of(
        "x -> *W1 -> +b1 -(a)-> f1 -(h)-> *W2 -> +b2 -(a2)-> f2 -(y_hat)-> loss -> L,  y -> loss",
        "x %s, a %s, h %s, a2 = y_hat %s, y %s, L %s"
            .formatted(
                text(worked.value(worked.graph().x())),
                text(worked.value(worked.find("a1"))),
                text(worked.value(worked.find("h"))),
                text(worked.value(worked.graph().mean())),
                text(worked.value(worked.graph().y())),
                Numbers.of(worked.value(worked.graph().loss()).item())));
  }

  static List<String> backpropagation(SplittableRandom random) {
    var y = Tensor.of(Shape.of(1, 1), random.nextInt(2));
    var net = Model.of(features(2), dense(2), tanh(), dense(1), bernoulli());
    var worked = Worked.of(net, random, y.to(DType.FLOAT64));
    var lines = new ArrayList<String>();
    lines.add("A network 2-2-1 with tanh and a yes-or-no output:");
    for (var label : List.of("x", "a1", "h", "a2", "y_hat", "y")) {
      lines.add("%-20s %s".formatted(label, text(worked.value(worked.find(label)))));
    }
    lines.add("%-20s %s".formatted("dL/da2 = y_hat - y", text(worked.gradient(worked.find("a2")))));
    for (var label : List.of("h", "a1")) {
      lines.add("%-20s %s".formatted("dL/d" + label, text(worked.gradient(worked.find(label)))));
    }
    for (var parameter : worked.graph().parameters().reversed()) {
      var gradient = text(worked.gradient(parameter.node()));
      lines.add("%-20s %s".formatted("dL/d" + parameter.name(), gradient));
    }
    return lines;
  }

  static List<String> deltaRule(SplittableRandom random) {
    var number = tenths(Shape.of(1, 2), random);
    var linear = Worked.of(Model.of(features(2), dense(2), normal()), random, number);
    var y = Tensor.of(Shape.of(1, 3), 0.0, 0, 1);
    var classes = Worked.of(Model.of(features(2), dense(3), categorical()), random, y);
    var lines = new ArrayList<>(delta("linear outputs, squared error", linear));
    lines.addAll(delta("softmax outputs, log loss", classes));
    return lines;
  }

  private static List<String> delta(String name, Worked worked) {
    var graph = worked.graph();
    var delta = Gradients.of(worked.find("losses").sum(), graph.eta());
    var printed = Printer.expression(Simplify.of(List.of(graph.mean(), delta)).get(1));
    return List.of(
        name + ": dL/da = " + printed,
        "  y_hat %s, y %s, dL/da %s"
            .formatted(
                text(worked.value(graph.mean())),
                text(worked.value(graph.y())),
                text(worked.value(delta))));
  }
}
