package org.backprop.app.draw;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.backprop.chain.SimplifiedGraph;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Variable;
import org.backprop.graph.Walk;
import org.backprop.model.Model;
import org.backprop.notation.Printer;

/** Every node of a model's simplified graph, a box for each. */
final class FullPicture {
  private static final int ROWS = 32;

  private FullPicture() {}

  static Picture of(Model model, boolean backward) {
    var graph = SimplifiedGraph.of(model, ROWS, backward);
    var forward = Set.copyOf(Walk.inputsFirst(graph.forward()));
    var random = new RandomParts(model, graph);
    var nodes = random.visible();
    var ids = new IdentityHashMap<Node, String>();
    IntStream.range(0, nodes.size()).forEach(i -> ids.put(nodes.get(i), "n" + (i + 1)));
    var boxes = new ArrayList<Box>();
    var edges = new ArrayList<Edge>();
    for (var node : nodes) {
      var back = !forward.contains(node);
      var id = Objects.requireNonNull(ids.get(node));
      boxes.add(random.contains(node) ? random.box(id, node) : box(id, node, back));
      for (var input : random.contains(node) ? List.<Node>of() : node.inputs()) {
        var from = Objects.requireNonNull(ids.get(input));
        edges.add(new Edge(from, id, "", back ? Edge.Flow.GRADIENT : Edge.Flow.FORWARD));
      }
    }
    return new Picture(
        model + ", " + ROWS + " rows", "samples as rows", boxes, edges, List.of(), List.of());
  }

  private static Box box(String id, Node node, boolean back) {
    var source = node.op() instanceof Op.Source;
    var label = source ? Printer.expression(node) : node.op().name();
    var name = source ? "" : node.label().map(it -> it + " ").orElse("");
    var type = node.shape().rank() == 0 ? "scalar" : node.shape().toString();
    return new Box(
        id, node.label().filter(_ -> source).orElse(label), "", name + type, kind(node, back));
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
