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

  /** The main path in straight rows; a graph without one in layers. */
  static Layout of(Picture picture) {
    return picture.path().isEmpty() ? ElkLayout.of(picture) : PathLayout.of(picture);
  }

  /** A point. */
  record Point(double x, double y) {}

  /** A rectangle. */
  record Place(double x, double y, double width, double height) {
    static final Place NONE = new Place(0, 0, 0, 0);

    boolean overlaps(Place other) {
      return x < other.x + other.width
          && other.x < x + width
          && y < other.y + other.height
          && other.y < y + height;
    }

    double right() {
      return x + width;
    }

    double bottom() {
      return y + height;
    }

    double center() {
      return x + width / 2;
    }

    double middle() {
      return y + height / 2;
    }
  }

  /**
   * One arrow.
   *
   * @param points its corners
   * @param label the place of its label, of no size if it has none
   * @param lines the label as it is set there
   */
  record Route(List<Point> points, Place label, List<String> lines) {
    Route {
      points = List.copyOf(points);
      lines = List.copyOf(lines);
    }
  }
}
