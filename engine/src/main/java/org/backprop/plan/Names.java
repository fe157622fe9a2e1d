package org.backprop.plan;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.backprop.graph.Node;

/** What kernels are called. */
final class Names {
  private Names() {}

  /** The labels of what is computed, or else the operations whose values are kept. */
  static String of(List<Node> nodes, Predicate<Node> kept) {
    var labels = nodes.stream().flatMap(node -> node.label().stream()).distinct().toList();
    if (!labels.isEmpty()) {
      return String.join(" ", labels);
    }
    return nodes.stream()
        .filter(kept)
        .map(node -> node.op().name())
        .distinct()
        .collect(Collectors.joining(" "));
  }
}
