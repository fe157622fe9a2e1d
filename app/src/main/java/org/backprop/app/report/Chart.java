package org.backprop.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.backprop.app.Numbers;

/** Lines, bands, bars and marks over two axes, as an SVG element of a page. */
final class Chart {
  private static final int WIDTH = 360;
  private static final int HEIGHT = 250;
  private static final int LEFT = 52;
  private static final int RIGHT = 12;
  private static final int TOP = 26;
  private static final int BOTTOM = 40;
  private static final int LETTER = 6; // pixels, for the places of the names

  /** A point in the units of the axes. */
  record Point(double x, double y) {}

  private final String title;
  private final String description;
  private final Axis x;
  private final Axis y;
  private final List<Consumer<Html>> marks = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<String> styles = new ArrayList<>();

  /**
   * An empty chart.
   *
   * @param description what it shows, in words and numbers
   */
  Chart(String title, String description, Axis x, Axis y) {
    this.title = title;
    this.description = description;
    this.x = x;
    this.y = y;
  }

  /** A line through points; one that is not finite leaves a gap. */
  Chart line(String name, String style, List<Point> points) {
    name(name, style);
    marks.add(html -> html.empty("path", "class", "line " + style, "d", path(points)));
    return this;
  }

  /** The area between a lower and an upper line over the same places. */
  Chart band(String name, String style, List<Point> low, List<Point> high) {
    name(name, style);
    var around = new ArrayList<>(low);
    around.addAll(high.reversed());
    marks.add(html -> html.empty("path", "class", "band " + style, "d", path(around) + "Z"));
    return this;
  }

  /** A bar from 0 to the height, between two places. */
  Chart bar(double from, double to, double height) {
    var left = x(from);
    var top = y(height);
    marks.add(html ->
        html.empty(
            "rect",
            "class",
            "bar",
            "x",
            number(left),
            "y",
            number(top),
            "width",
            number(Math.max(0.5, x(to) - left - 0.5)),
            "height",
            number(y(0) - top)));
    return this;
  }

  /** A dot with a line from a lower to an upper end. */
  Chart dot(String style, Point at, double low, double high) {
    marks.add(html -> {
      var line = path(List.of(new Point(at.x(), clipped(low)), new Point(at.x(), clipped(high))));
      html.empty("path", "class", "line " + style, "d", line);
      html.empty(
          "circle",
          "class",
          "dot " + style,
          "cx",
          number(x(at.x())),
          "cy",
          number(y(at.y())),
          "r",
          "3");
    });
    return this;
  }

  private void name(String name, String style) {
    if (!name.isEmpty()) {
      names.add(name);
      styles.add(style);
    }
  }

  private double clipped(double value) {
    return Math.max(y.scale().low(), Math.min(y.scale().high(), value));
  }

  /** Writes the chart as a figure. */
  void write(Html html) {
    html.open("figure");
    var box = "0 0 " + WIDTH + " " + HEIGHT;
    html.open("svg", "class", "chart", "role", "img", "viewBox", box);
    html.element("title", title).element("desc", description);
    grid(html);
    marks.forEach(mark -> mark.accept(html));
    names(html);
    html.close().element("figcaption", title + ". " + description).close();
  }

  private void grid(Html html) {
    for (var tick : x.ticks()) {
      var at = number(x(tick));
      html.empty("path", "class", "grid", "d", "M" + at + " " + TOP + "V" + (HEIGHT - BOTTOM));
      text(html, x(tick), HEIGHT - BOTTOM + 14, "middle", Numbers.of(tick));
    }
    for (var tick : y.ticks()) {
      var at = number(y(tick));
      html.empty("path", "class", "grid", "d", "M" + LEFT + " " + at + "H" + (WIDTH - RIGHT));
      text(html, LEFT - 5, y(tick) + 4, "end", Numbers.of(tick));
    }
    text(html, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", label(x));
    text(html, 4, 12, "start", label(y));
  }

  private static String label(Axis axis) {
    return axis.label() + (axis.scale().isLogarithmic() ? " (logarithmic)" : "");
  }

  /** The names at the right of the first line, each after a piece of its line. */
  private void names(Html html) {
    var right = WIDTH - RIGHT;
    for (var i = names.size() - 1; i >= 0; i--) {
      var width = LETTER * names.get(i).length() + 26;
      right -= width;
      html.empty("path", "class", "line " + styles.get(i), "d", "M" + right + " 8h18");
      text(html, right + 21, 12, "start", names.get(i));
    }
  }

  private static void text(Html html, double x, double y, String anchor, String text) {
    html.element("text", text, "x", number(x), "y", number(y), "text-anchor", anchor);
  }

  private String path(List<Point> points) {
    var path = new StringBuilder();
    var isGap = true;
    for (var point : points) {
      var isKnown = Double.isFinite(point.x()) && Double.isFinite(point.y());
      if (isKnown) {
        path.append(isGap ? 'M' : 'L').append(number(x(point.x())));
        path.append(' ').append(number(y(point.y())));
      }
      isGap = !isKnown;
    }
    return path.isEmpty() ? "M0 0" : path.toString();
  }

  private double x(double value) {
    return LEFT + (WIDTH - RIGHT - LEFT) * x.scale().share(value);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * y.scale().share(value);
  }

  private static String number(double value) {
    var text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
