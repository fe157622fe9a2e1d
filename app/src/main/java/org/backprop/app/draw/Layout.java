package org.backprop.app.draw;

import java.util.List;
import java.util.Map;
import org.backprop.app.draw.Picture.Arrow;
import org.backprop.app.draw.Picture.Box;

/** Where everything of a picture lies, in pixels. */
record Layout(double width, double height, Map<Box, Area> boxes, Map<Arrow, Route> routes) {

  /** A rectangle by its upper left corner. */
  record Area(double x, double y, double width, double height) {
    boolean overlaps(Area other) {
      return x < other.x + other.width
          && other.x < x + width
          && y < other.y + other.height
          && other.y < y + height;
    }
  }

  record Point(double x, double y) {}

  /** The bends of an arrow, and where its label lies. */
  record Route(List<Point> points, Area label) {
    Route {
      points = List.copyOf(points);
    }
  }
}
