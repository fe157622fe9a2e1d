package org.backprop.app.draw;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.app.draw.Layout.Place;
import org.backprop.app.draw.Layout.Point;
import org.backprop.app.draw.Layout.Route;

/** The ways of the arrows of a main path: forward on the line, back under it, around above it. */
final class PathRouter {
  private static final double STEP = 10;
  private static final double PORT = 12;
  private static final double NEAR = 3;

  /** Left of a row that continues one: the value that enters and the gradient that leaves. */
  static final double ENTRY = 46;

  private final MainPath path;
  private final PathSpacing spacing;
  private final List<PathRow> rows;
  private final Map<String, Place> places;

  PathRouter(MainPath path, PathSpacing spacing, List<PathRow> rows, Map<String, Place> places) {
    this.path = path;
    this.spacing = spacing;
    this.rows = rows;
    this.places = places;
  }

  /** The most room that a row needs right of its boxes, for what goes on in the next. */
  static double exit(MainPath path, PathSpacing spacing) {
    var stub = IntStream.range(0, path.size() - 1).mapToDouble(spacing::gap).max().orElse(0);
    var arcs =
        IntStream.range(1, path.size())
            .mapToLong(at -> path.arcs().stream().filter(arc -> arc.spans(at)).count());
    return Math.max(stub, 2 * STEP) + STEP * arcs.max().orElse(0);
  }

  Route route(Edge edge) {
    var from = path.position(edge.from());
    var to = path.position(edge.to());
    if (from < 0 || to < 0) {
      return beside(edge);
    }
    if (Math.abs(from - to) > 1) {
      return around(path.arc(edge).orElseThrow());
    }
    if (row(from) != row(to)) {
      return from < to ? valueToNextRow(edge, from) : gradientToRowBefore(edge, to);
    }
    return from < to ? forward(edge, from) : back(edge, to);
  }

  private PathRow row(int position) {
    return rows.stream().filter(row -> row.holds(position)).findFirst().orElseThrow();
  }

  private Place place(String id) {
    return Objects.requireNonNull(places.get(id));
  }

  private Place place(int position) {
    return place(path.box(position).id());
  }

  private Route forward(Edge edge, int from) {
    var start = place(from).right();
    var end = place(from + 1).x();
    var y = row(from).baseline();
    var points = List.of(new Point(start, y), new Point(end, y));
    return over(points, edge.label(), (start + end) / 2, y);
  }

  private Route back(Edge edge, int to) {
    var y = row(to).channel();
    var start = new Point(place(to + 1).center() - PORT, place(to + 1).bottom());
    var end = new Point(place(to).center() + PORT, place(to).bottom());
    return under(bent(start, y, end), edge.label(), (start.x() + end.x()) / 2, y);
  }

  /** Right of the row, down, to the left between the rows, down and into the first box. */
  private Route valueToNextRow(Edge edge, int from) {
    var here = row(from);
    var next = row(from + 1);
    var start = place(from).right();
    var left = place(from + 1).x() - ENTRY / 2;
    var points =
        List.of(
            new Point(start, here.baseline()),
            new Point(turn(here), here.baseline()),
            new Point(turn(here), next.valueLine()),
            new Point(left, next.valueLine()),
            new Point(left, next.baseline()),
            new Point(place(from + 1).x(), next.baseline()));
    return over(points, edge.label(), (start + turn(here)) / 2, here.baseline());
  }

  private double turn(PathRow row) {
    var stub = place(row.last()).right() + spacing.gap(row.last());
    return Math.max(row.right() + 2 * STEP, stub);
  }

  /** Under the row to the left, up, to the right between the rows, and up into the last box. */
  private Route gradientToRowBefore(Edge edge, int to) {
    var before = row(to);
    var here = row(to + 1);
    var left = place(to + 1).x() - ENTRY / 2 - STEP;
    var right = turn(before) - STEP;
    var start = place(to + 1).center() - PORT;
    var end = place(to).center() + PORT;
    var points =
        List.of(
            new Point(start, place(to + 1).bottom()),
            new Point(start, here.channel()),
            new Point(left, here.channel()),
            new Point(left, here.gradientLine()),
            new Point(right, here.gradientLine()),
            new Point(right, before.channel()),
            new Point(end, before.channel()),
            new Point(end, place(to).bottom()));
    var label = edge.label().replace("\n", " ");
    return over(points, label, (left + right) / 2, here.gradientLine());
  }

  /** Up, along the lane and down again, at the right edge where the rows differ. */
  private Route around(MainPath.Arc arc) {
    var low = row(arc.low());
    var high = row(arc.high());
    var start = new Point(port(arc, arc.low()), place(arc.low()).y());
    var end = new Point(port(arc, arc.high()), place(arc.high()).y());
    var across = low == high ? end.x() : edgeOf(arc);
    var points = new ArrayList<>(List.of(start, new Point(start.x(), low.lane(arc))));
    if (low != high) {
      points.add(new Point(across, low.lane(arc)));
      points.add(new Point(across, high.lane(arc)));
    }
    points.add(new Point(end.x(), high.lane(arc)));
    points.add(end);
    if (arc.backward()) {
      Collections.reverse(points);
    }
    return over(points, arc.edge().label(), (start.x() + across) / 2, low.lane(arc));
  }

  /** Right of all rows, a step for each arrow that goes from row to row. */
  private double edgeOf(MainPath.Arc arc) {
    var most = rows.stream().filter(row -> row != rows.getLast()).mapToDouble(this::turn).max();
    var crossing = path.arcs().stream().filter(it -> row(it.low()) != row(it.high()));
    var nested = crossing.filter(it -> it.meets(arc)).toList().indexOf(arc);
    return most.orElseThrow() + STEP * (1 + nested);
  }

  /** Where an arrow around others meets the upper edge of a box. */
  private double port(MainPath.Arc arc, int position) {
    var row = row(position);
    var fromLeft = path.arcs().stream().filter(it -> it.high() == position && row.holds(it.low()));
    var fromRight =
        path.arcs().stream()
            .filter(it -> it.low() == position || (it.high() == position && !row.holds(it.low())))
            .sorted(Comparator.comparingDouble(row::lane));
    var ports = Stream.concat(fromLeft, fromRight).toList();
    return place(position).center() + STEP * (ports.indexOf(arc) - (ports.size() - 1) / 2.0);
  }

  private Route beside(Edge edge) {
    var from = place(edge.from());
    var to = place(edge.to());
    var start = new Point(from.center(), from.bottom());
    var end = new Point(to.center(), to.y());
    var bend = end.y() - PORT;
    var points = start.x() == end.x() ? List.of(start, end) : bent(start, bend, end);
    return labelled(points, "", 0, 0);
  }

  private static List<Point> bent(Point start, double y, Point end) {
    return List.of(start, new Point(start.x(), y), new Point(end.x(), y), end);
  }

  private static Route over(List<Point> points, String label, double x, double y) {
    return labelled(points, label, x, y - NEAR - Type.EDGE.height(label));
  }

  private static Route under(List<Point> points, String label, double x, double y) {
    return labelled(points, label, x, y + NEAR);
  }

  private static Route labelled(List<Point> points, String label, double x, double top) {
    var width = Type.EDGE.width(label) + 4;
    var place = new Place(x - width / 2, top, width, Type.EDGE.height(label));
    return new Route(points, label.isEmpty() ? Place.NONE : place, label.lines().toList());
  }
}
