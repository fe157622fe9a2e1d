package org.backprop.app.draw;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Variable;
import org.backprop.graph.Walk;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.notation.Printer;
import org.backprop.simplify.Simplify;
import org.backprop.tensor.DType;

/** Every node of a model's simplified graph, a box for each. */
final class FullPicture {
  private static final int ROWS = 32;

  private FullPicture() {}

  static Picture of(Model model, boolean backward) {
    var graph = ModelGraph.training(model, DType.FLOAT32, DType.FLOAT32, ROWS);
    var roots = new ArrayList<>(List.of(graph.mean(), graph.loss()));
    if (backward) {
      var gradients = Gradients.of(graph.loss(), graph.parameterNodes());
      for (var i = 0; i < gradients.size(); i++) {
        var name = Derivation.gradient(graph.parameters().get(i).name());
        roots.add(gradients.get(i).named(name));
      }
    }
    var simplified = Simplify.of(roots);
    var forward = Walk.inputsFirst(simplified.subList(0, 2));
    var random = new RandomParts(simplified, graph.randomness());
    var nodes = random.visible();
    var ids = new IdentityHashMap<Node, String>();
    IntStream.range(0, nodes.size()).forEach(i -> ids.put(nodes.get(i), "n" + (i + 1)));
    var boxes = new ArrayList<Box>();
    var edges = new ArrayList<Edge>();
    for (var node : nodes) {
      var back = !forward.contains(node);
      var id = Objects.requireNonNull(ids.get(node));
      boxes.add(random.contains(node) ? RandomParts.box(id, node) : box(id, node, back));
      for (var input : random.contains(node) ? List.<Node>of() : node.inputs()) {
        var from = Objects.requireNonNull(ids.get(input));
        edges.add(new Edge(from, id, "", back ? Edge.Flow.GRADIENT : Edge.Flow.FORWARD));
      }
    }
    return new Picture(model + ", " + ROWS + " rows", boxes, edges, List.of(), List.of());
  }

  private static Box box(String id, Node node, boolean back) {
    var source = node.op() instanceof Op.Source;
    var label = source ? Printer.expression(node) : node.op().name();
    var name = source ? "" : node.label().map(it -> it + " ").orElse("");
    var type = node.shape().rank() == 0 ? "scalar" : node.shape().toString();
    return new Box(
        id, node.label().filter(_ -> source).orElse(label), name + type, kind(node, back));
  }

  private static Box.Kind kind(Node node, boolean back) {
    if (back) {
      return Box.Kind.GRADIENT;
    }
    return switch (node.op()) {
      case Variable _ -> Box.Kind.PARAMETER;
      case Op.Source _ -> Box.Kind.VALUE;
      default -> node.label().orElse("").equals("L") ? Box.Kind.LOSS : Box.Kind.FUNCTION;
    };
  }
}
