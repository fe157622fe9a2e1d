package org.backprop.app.draw;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.backprop.app.draw.Layout.Place;
import org.backprop.app.draw.Layout.Point;
import org.backprop.app.draw.Layout.Route;
import org.jspecify.annotations.Nullable;

/** Places the main path on one straight line, or on one for each row of a long one. */
final class PathLayout {
  private static final double MARGIN = 20;
  private static final double BETWEEN = 18;

  private PathLayout() {}

  static Layout of(Picture picture) {
    var path = new MainPath(picture);
    var spacing = new PathSpacing(path);
    var rows = rows(path, spacing);
    var places = new HashMap<String, Place>();
    rows.forEach(row -> row.place(places));
    var router = new PathRouter(path, spacing, rows, places);
    var routes = picture.edges().stream().map(router::route).toList();
    var boxes = picture.boxes().stream().map(box -> found(places.get(box.id()))).toList();
    var height = rows.getLast().bottom() + MARGIN;
    return new Layout(right(boxes, routes) + MARGIN, height, boxes, routes);
  }

  private static Place found(@Nullable Place place) {
    return Objects.requireNonNull(place, "each box is on the path or has an arrow from or to it");
  }

  private static List<PathRow> rows(MainPath path, PathSpacing spacing) {
    var starts = starts(path, spacing);
    var rows = new ArrayList<PathRow>();
    var top = MARGIN;
    for (var i = 0; i < starts.size(); i++) {
      var first = starts.get(i);
      var last = i + 1 < starts.size() ? starts.get(i + 1) - 1 : path.size() - 1;
      var left = MARGIN + (i == 0 ? 0 : PathRouter.ENTRY) + spacing.half(first);
      rows.add(new PathRow(path, spacing, first, last, left, top));
      top = rows.getLast().bottom() + BETWEEN;
    }
    return rows;
  }

  private static List<Integer> starts(MainPath path, PathSpacing spacing) {
    var whole = spacing.width(0, path.size() - 1) + 2 * MARGIN;
    var margins = 2 * MARGIN + PathRouter.ENTRY + PathRouter.exit(path, spacing);
    return whole <= RowBreaks.WIDTH ? List.of(0) : RowBreaks.starts(path, spacing, margins);
  }

  private static double right(List<Place> boxes, List<Route> routes) {
    var labels = routes.stream().map(route -> route.label().right());
    var corners = routes.stream().flatMap(route -> route.points().stream()).map(Point::x);
    return Stream.of(boxes.stream().map(Place::right), labels, corners)
        .flatMap(each -> each)
        .mapToDouble(Double::doubleValue)
        .max()
        .orElseThrow();
  }
}
