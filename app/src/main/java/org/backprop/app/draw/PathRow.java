package org.backprop.app.draw;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.backprop.app.draw.Layout.Place;

/** One straight row of a main path: the boxes of the path share the line {@code baseline}. */
final class PathRow {
  private static final double ARROW = 26;
  private static final double CHANNEL = 14;
  private static final double SPACE = 4;

  private final MainPath path;
  private final PathSpacing spacing;
  private final int first;
  private final int last;
  private final double left;
  private final double top;
  private final Lanes lanes;

  /** The boxes from {@code first} to {@code last}, the first centred at {@code left}. */
  PathRow(MainPath path, PathSpacing spacing, int first, int last, double left, double top) {
    this.path = path;
    this.spacing = spacing;
    this.first = first;
    this.last = last;
    this.left = left;
    this.top = top;
    this.lanes = new Lanes(path.arcs(), first, last);
  }

  int first() {
    return first;
  }

  int last() {
    return last;
  }

  boolean holds(int position) {
    return position >= first && position <= last;
  }

  double center(int position) {
    return left + spacing.between(first, position);
  }

  /** The right edge of everything that belongs to a box. */
  double right() {
    return IntStream.rangeClosed(first, last)
        .mapToDouble(at -> center(at) + spacing.half(at))
        .max()
        .orElseThrow();
  }

  /** The line on which a gradient leaves for the row before, under its label. */
  double gradientLine() {
    return before().isEmpty() ? top : top + Type.EDGE.line() + SPACE;
  }

  /** The line on which the value comes from the row before. */
  double valueLine() {
    return gradientLine() + (before().isEmpty() ? 0 : CHANNEL);
  }

  private Optional<Edge> before() {
    return first == 0 ? Optional.empty() : path.back(first - 1);
  }

  /** The upper edge of the highest box on the line. */
  private double tops() {
    var beside = most(at -> highest(path.above(at)));
    var above = Math.max(lanes.total(), beside == 0 ? 0 : beside + ARROW);
    return (first == 0 ? top : valueLine() + CHANNEL) + above;
  }

  double baseline() {
    return tops() + most(at -> path.box(at).height()) / 2;
  }

  double lane(MainPath.Arc arc) {
    return tops() - lanes.height(arc);
  }

  /** The lower end of the boxes above the line. */
  double above() {
    return tops() - ARROW;
  }

  /** The line on which gradients go back, over their labels. */
  double channel() {
    return baseline() + most(at -> path.box(at).height()) / 2 + CHANNEL;
  }

  private double labels() {
    var highest =
        IntStream.range(first, last)
            .mapToDouble(at -> path.back(at).map(it -> Type.EDGE.height(it.label())).orElse(0.0));
    return channel() + SPACE + highest.max().orElse(0);
  }

  /** The upper end of the boxes below the line. */
  double below() {
    return labels() + ARROW;
  }

  double bottom() {
    var hanging = most(at -> highest(path.below(at)));
    var back = IntStream.rangeClosed(first, last).anyMatch(at -> path.back(at).isPresent());
    return hanging > 0 ? below() + hanging : back ? labels() : channel() - CHANNEL;
  }

  private double most(IntToDoubleFunction height) {
    return IntStream.rangeClosed(first, last).mapToDouble(height).max().orElse(0);
  }

  private static double highest(List<Box> boxes) {
    return boxes.stream().mapToDouble(Box::height).max().orElse(0);
  }

  /** Adds the places of all boxes that belong to the row. */
  void place(Map<String, Place> places) {
    for (var at = first; at <= last; at++) {
      var box = path.box(at);
      places.put(box.id(), centered(box, center(at), baseline() - box.height() / 2));
      for (var each : path.above(at)) {
        var x = center(at) + PathSpacing.offset(path.above(at), each);
        places.put(each.id(), centered(each, x, above() - each.height()));
      }
      for (var each : path.below(at)) {
        var x = center(at) + PathSpacing.offset(path.below(at), each);
        places.put(each.id(), centered(each, x, below()));
      }
    }
  }

  private static Place centered(Box box, double x, double top) {
    return new Place(x - box.width() / 2, top, box.width(), box.height());
  }
}
