package org.backprop.app.draw;

import java.util.List;
import java.util.function.Predicate;

/**
 * A graph to be drawn, before anything has a place.
 *
 * @param title one line about all of it
 * @param notation how the rules are written, as in {@code samples as rows}
 * @param boxes in the order of the calculation
 * @param edges where two leave one box, the first is on the main path
 * @param path the ids of the boxes from the features to the loss, which stand on one line; empty
 *     for a graph without a main path
 * @param gradients the gradients from the loss back, one a line; empty unless asked for
 */
record Picture(
    String title,
    String notation,
    List<Box> boxes,
    List<Edge> edges,
    List<String> path,
    List<String> gradients) {
  Picture {
    boxes = List.copyOf(boxes);
    edges = List.copyOf(edges);
    path = List.copyOf(path);
    gradients = List.copyOf(gradients);
  }

  /** The edges that something holds for, in order. */
  List<Edge> edges(Predicate<Edge> condition) {
    return edges.stream().filter(condition).toList();
  }

  Box box(String id) {
    return boxes.stream().filter(box -> box.id().equals(id)).findFirst().orElseThrow();
  }

  /** Whether an edge joins a box of the main path to the next one. */
  boolean onPath(Edge edge) {
    var from = path.indexOf(edge.from());
    return !edge.dashed() && from >= 0 && path.indexOf(edge.to()) == from + 1;
  }
}
