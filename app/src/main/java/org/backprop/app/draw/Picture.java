package org.backprop.app.draw;

import java.util.List;
import java.util.function.Predicate;

/**
 * A graph to be drawn, before anything has a place.
 *
 * @param title one line about all of it
 * @param boxes in the order of the calculation
 * @param edges where two leave one box, the first is on the main path
 * @param gradients the gradients from the loss back, one a line; empty unless asked for
 */
record Picture(String title, List<Box> boxes, List<Edge> edges, List<String> gradients) {
  Picture {
    boxes = List.copyOf(boxes);
    edges = List.copyOf(edges);
    gradients = List.copyOf(gradients);
  }

  /** The edges that something holds for, in order. */
  List<Edge> edges(Predicate<Edge> condition) {
    return edges.stream().filter(condition).toList();
  }

  Box box(String id) {
    return boxes.stream().filter(box -> box.id().equals(id)).findFirst().orElseThrow();
  }
}
