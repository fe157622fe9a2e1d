package org.backprop.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks what must hold of every graph, whatever pass it has gone through. */
public final class Verifier {
  private Verifier() {}

  /**
   * Checks that every node's type is the one its operation infers, and that no two different inputs
   * or variables share a name.
   *
   * @throws IllegalStateException naming the first node for which that is not so
   */
  public static void verify(List<Node> roots) {
    Map<String, Node> names = new HashMap<>();
    for (var node : Walk.inputsFirst(roots)) {
      var inferred = node.op().infer(node.inputs().stream().map(Node::type).toList());
      if (!inferred.equals(node.type())) {
        throw new IllegalStateException(node + " should be of type " + inferred);
      }
      var name =
          switch (node.op()) {
            case Input input -> input.label();
            case Variable variable -> variable.label();
            default -> "";
          };
      var other = names.putIfAbsent(name, node);
      if (!name.isEmpty() && other != null) {
        throw new IllegalStateException(
            "two nodes are named " + name + ": " + other + " and " + node);
      }
    }
  }
}
