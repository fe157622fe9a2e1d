package org.backprop.app.draw;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A picture's main path: which box stands at each position, and which edges and boxes go along. */
final class MainPath {
  private final Picture picture;
  private final List<Box> boxes;

  MainPath(Picture picture) {
    this.picture = picture;
    this.boxes = picture.path().stream().map(picture::box).toList();
  }

  /** An edge between two positions that are no neighbours. */
  record Arc(Edge edge, int low, int high) {
    /** Those around fewer boxes first; a gradient inside the value that it belongs to. */
    static final Comparator<Arc> INNER_FIRST =
        Comparator.<Arc>comparingInt(arc -> arc.high - arc.low)
            .thenComparing(arc -> !arc.edge.dashed());

    /** Whether a row that starts here would divide it. */
    boolean spans(int start) {
      return low < start && start <= high;
    }

    boolean meets(Arc other) {
      return low < other.high && other.low < high;
    }

    boolean backward() {
      return edge.dashed();
    }
  }

  int size() {
    return boxes.size();
  }

  Box box(int position) {
    return boxes.get(position);
  }

  int position(String id) {
    return picture.path().indexOf(id);
  }

  /** The arrow to the next box. */
  Optional<Edge> forward(int position) {
    return edge(position, position + 1, false);
  }

  /** The arrow from the next box back. */
  Optional<Edge> back(int position) {
    return edge(position + 1, position, true);
  }

  private Optional<Edge> edge(int from, int to, boolean dashed) {
    return picture.edges().stream()
        .filter(edge -> edge.dashed() == dashed)
        .filter(edge -> position(edge.from()) == from && position(edge.to()) == to)
        .findFirst();
  }

  /** The arrows around at least one box, inner ones first. */
  List<Arc> arcs() {
    return picture.edges().stream()
        .flatMap(edge -> arc(edge).stream())
        .sorted(Arc.INNER_FIRST)
        .toList();
  }

  /** The edge as an arrow around boxes; empty if it is none. */
  Optional<Arc> arc(Edge edge) {
    var from = position(edge.from());
    var to = position(edge.to());
    return from < 0 || to < 0 || Math.abs(from - to) == 1
        ? Optional.empty()
        : Optional.of(new Arc(edge, Math.min(from, to), Math.max(from, to)));
  }

  /** Boxes beside the path with an arrow to this one, such as the target. */
  List<Box> above(int position) {
    return picture.edges().stream()
        .filter(edge -> position(edge.to()) == position && position(edge.from()) < 0)
        .map(edge -> picture.box(edge.from()))
        .toList();
  }

  /** Boxes beside the path with an arrow from this one, such as the gradient of a weight. */
  List<Box> below(int position) {
    return picture.edges().stream()
        .filter(edge -> position(edge.from()) == position && position(edge.to()) < 0)
        .map(edge -> picture.box(edge.to()))
        .toList();
  }
}
