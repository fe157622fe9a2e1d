package org.backprop.app.draw;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** How far apart the boxes of a main path stand, so that no two texts meet. */
final class PathSpacing {
  private static final double GAP = 30;
  private static final double BESIDE = 12;
  private static final double TIP = 20;

  private final MainPath path;
  private final double[] distances;

  PathSpacing(MainPath path) {
    this.path = path;
    this.distances = IntStream.range(0, path.size() - 1).mapToDouble(this::needed).toArray();
    path.arcs().forEach(this::widen);
  }

  /** From the centre of a box to the outermost edge of what stands above and below it. */
  double half(int position) {
    return DoubleStream.of(
                path.box(position).width(), row(path.above(position)), row(path.below(position)))
            .max()
            .orElseThrow()
        / 2;
  }

  /** From the centre of a first box to that of a last one. */
  double between(int first, int last) {
    return DoubleStream.of(distances).skip(first).limit(last - first).sum();
  }

  /** All of a row. */
  double width(int first, int last) {
    return half(first) + between(first, last) + half(last);
  }

  /** The length of an arrow to the next box, room for its label included. */
  double gap(int position) {
    var label = text(path.forward(position));
    return Math.max(GAP, label == 0 ? 0 : label + TIP);
  }

  private double needed(int position) {
    var next = position + 1;
    var boxes = (path.box(position).width() + path.box(next).width()) / 2 + gap(position);
    var beside = half(position) + half(next);
    var besides = beside > boxes - BESIDE ? beside + BESIDE : boxes;
    return Math.max(Math.max(boxes, besides), text(path.back(position)) + TIP);
  }

  /** An arrow around few boxes needs room for its own label. */
  private void widen(MainPath.Arc arc) {
    var missing = text(Optional.of(arc.edge())) + 2 * TIP - between(arc.low(), arc.high());
    distances[arc.high() - 1] += Math.max(0, missing);
  }

  static double text(Optional<Edge> edge) {
    return edge.map(it -> Type.EDGE.width(it.label())).orElse(0.0);
  }

  /** The width of boxes side by side. */
  static double row(List<Box> boxes) {
    return boxes.stream().mapToDouble(box -> box.width() + BESIDE).sum()
        - (boxes.isEmpty() ? 0 : BESIDE);
  }

  /** The centre of one of several boxes side by side, from the centre of them all. */
  static double offset(List<Box> boxes, Box box) {
    var before = boxes.subList(0, boxes.indexOf(box));
    return (row(before) + (before.isEmpty() ? 0 : BESIDE)) + (box.width() - row(boxes)) / 2;
  }
}
