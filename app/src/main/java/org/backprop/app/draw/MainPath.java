package org.backprop.app.draw;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** A picture's main path: which box stands at each position, and which edges and boxes go along. */
final class MainPath {
  private final Map<String, Box> byId = new HashMap<>();
  private final Map<String, Integer> positions = new HashMap<>();
  private final List<Box> boxes;
  private final Map<String, List<Edge>> from;
  private final Map<String, List<Edge>> to;
  private final List<Arc> arcs;

  MainPath(Picture picture) {
    picture.boxes().forEach(box -> byId.put(box.id(), box));
    picture.path().forEach(id -> positions.put(id, positions.size()));
    this.boxes = picture.path().stream().map(this::found).toList();
    this.from = picture.edges().stream().collect(Collectors.groupingBy(Edge::from));
    this.to = picture.edges().stream().collect(Collectors.groupingBy(Edge::to));
    this.arcs =
        picture.edges().stream()
            .flatMap(edge -> arc(edge).stream())
            .sorted(Arc.INNER_FIRST)
            .toList();
  }

  private Box found(String id) {
    return Objects.requireNonNull(byId.get(id));
  }

  private List<Edge> from(int position) {
    return from.getOrDefault(box(position).id(), List.of());
  }

  private List<Edge> to(int position) {
    return to.getOrDefault(box(position).id(), List.of());
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
    return positions.getOrDefault(id, -1);
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
    if (from >= size()) {
      return Optional.empty();
    }
    return from(from).stream()
        .filter(edge -> edge.dashed() == dashed && position(edge.to()) == to)
        .findFirst();
  }

  /** The arrows around at least one box, inner ones first. */
  List<Arc> arcs() {
    return arcs;
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
    return to(position).stream()
        .map(Edge::from)
        .filter(id -> position(id) < 0)
        .map(this::found)
        .toList();
  }

  /** Boxes beside the path with an arrow from this one, such as the gradient of a weight. */
  List<Box> below(int position) {
    return from(position).stream()
        .map(Edge::to)
        .filter(id -> position(id) < 0)
        .map(this::found)
        .toList();
  }
}
