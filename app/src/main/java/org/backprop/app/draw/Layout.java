package org.backprop.app.draw;

import java.util.List;

/**
 * Where everything of a picture stands, in pixels from the top left.
 *
 * @param boxes one place for each box
 * @param routes one way for each edge, from its start to its end
 */
record Layout(double width, double height, List<Place> boxes, List<Route> routes) {
  Layout {
    boxes = List.copyOf(boxes);
    routes = List.copyOf(routes);
  }

  /** A point. */
  record Point(double x, double y) {}

  /** A rectangle. */
  record Place(double x, double y, double width, double height) {
    boolean overlaps(Place other) {
      return x < other.x + other.width
          && other.x < x + width
          && y < other.y + other.height
          && other.y < y + height;
    }
  }

  /** The corners of an arrow and the place of its label, of no size if it has none. */
  record Route(List<Point> points, Place label) {
    Route {
      points = List.copyOf(points);
    }
  }
}
