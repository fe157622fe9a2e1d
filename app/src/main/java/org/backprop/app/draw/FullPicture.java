package org.backprop.app.draw;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.backprop.app.draw.Picture.Arrow;
import org.backprop.app.draw.Picture.Box;
import org.backprop.app.draw.Picture.Kind;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Walk;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.rewrite.Simplify;
import org.backprop.tensor.DType;

/** Every node that runs, a box each. */
final class FullPicture {
  private static final int ROWS = 32;

  private FullPicture() {}

  static Picture of(Model model, boolean backward) {
    var graph = ModelGraph.predicting(model, DType.FLOAT32, DType.FLOAT32, ROWS);
    var roots = new ArrayList<>(List.of(graph.loss()));
    if (backward) {
      var parameters = graph.parameterNodes();
      var gradients = Gradients.of(graph.loss(), parameters);
      for (var i = 0; i < parameters.size(); i++) {
        var name = "dL/d" + parameters.get(i).label().orElseThrow();
        roots.add(gradients.get(i).named(name));
      }
    }
    return of(model, Simplify.of(roots));
  }

  private static Picture of(Model model, List<Node> roots) {
    var ids = new HashMap<Node, String>();
    var boxes = new ArrayList<Box>();
    var arrows = new ArrayList<Arrow>();
    for (var node : Walk.inputsFirst(roots)) {
      var id = "n" + ids.size();
      ids.put(node, id);
      boxes.add(box(node, id));
      node.inputs().forEach(input -> arrows.add(arrow(ids, input, id)));
    }
    return new Picture(model + ", every node for " + ROWS + " rows", boxes, arrows);
  }

  private static Box box(Node node, String id) {
    var source = node.op() instanceof Op.Source;
    var label = source ? node.label().orElse(node.op().name()) : node.op().name();
    return new Box(id, source ? Kind.VALUE : Kind.OPERATION, label, node.shape().toString());
  }

  private static Arrow arrow(Map<Node, String> ids, Node input, String to) {
    var label = input.op() instanceof Op.Source ? "" : input.label().orElse("");
    return new Arrow(ids.getOrDefault(input, ""), to, label, label.startsWith("dL/"));
  }
}
