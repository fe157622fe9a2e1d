package org.backprop.app.run;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.backprop.app.Numbers;

/** Curves of numbers over steps or epochs, as SVG. */
final class CurvePicture {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 320;
  private static final int LEFT = 80;
  private static final int BOTTOM = 40;
  private static final int TOP = 40;
  private static final int MOST_POINTS = 2000;
  private static final List<String> DASHES = List.of("none", "6 3", "2 3", "8 3 2 3");

  private static final String STYLE =
      """
      <style>
        svg { --paper: #ffffff; --ink: #1f2328; --dim: #59636e }
        @media (prefers-color-scheme: dark) {
          svg { --paper: #0d1117; --ink: #f0f6fc; --dim: #9198a1 }
        }
        rect { fill: #ffffff; fill: var(--paper) }
        text { fill: #1f2328; fill: var(--ink); font: 13px sans-serif }
        polyline { fill: none; stroke: #1f2328; stroke: var(--ink); stroke-width: 1.5 }
        path { stroke: #59636e; stroke: var(--dim); fill: none }
      </style>
      """;

  private final String title;
  private final String axis;
  private final Map<String, List<Double>> curves;

  /**
   * A picture.
   *
   * @param axis what is counted from left to right
   * @param curves by their names, each from 0 or from 1 on
   */
  CurvePicture(String title, String axis, Map<String, List<Double>> curves) {
    this.title = title;
    this.axis = axis;
    this.curves = curves;
  }

  String svg() {
    var scale = Scale.of(curves.values().stream().flatMap(List::stream).toList());
    var longest = curves.values().stream().mapToInt(List::size).max().orElse(1);
    var text = new StringBuilder();
    text.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">\n"
            .formatted(WIDTH, HEIGHT, escaped(title)));
    text.append(STYLE);
    text.append("<rect width=\"%s\" height=\"%s\"/>\n".formatted(WIDTH, HEIGHT));
    label(text, LEFT, 22, "start", title + (scale.isLogarithmic() ? " (logarithmic)" : ""));
    text.append("<path d=\"M%s %sV%sH%s\"/>\n".formatted(LEFT, TOP, HEIGHT - BOTTOM, WIDTH - 20));
    label(text, LEFT - 6, TOP + 5, "end", Numbers.of(scale.high()));
    label(text, LEFT - 6, HEIGHT - BOTTOM, "end", Numbers.of(scale.low()));
    label(text, LEFT, HEIGHT - 18, "start", "0");
    label(text, WIDTH - 20, HEIGHT - 18, "end", longest - 1 + " " + axis);
    var number = 0;
    for (var curve : curves.entrySet()) {
      var dash = DASHES.get(number % DASHES.size());
      text.append(
          "<polyline stroke-dasharray=\"%s\" points=\"%s\"/>\n"
              .formatted(dash, points(curve.getValue(), longest, scale)));
      if (curves.size() > 1) {
        var y = TOP + 18 * number;
        text.append(
            "<polyline stroke-dasharray=\"%s\" points=\"%s,%s %s,%s\"/>\n"
                .formatted(dash, WIDTH - 220, y, WIDTH - 190, y));
        label(text, WIDTH - 184, y + 4, "start", curve.getKey());
      }
      number++;
    }
    return text.append("</svg>\n").toString();
  }

  /** Of many points the last of each group. */
  private static String points(List<Double> values, int longest, Scale scale) {
    var count = Math.min(MOST_POINTS, values.size());
    var text = new StringBuilder();
    for (var i = 0; i < count; i++) {
      var at = (int) ((i + 1L) * values.size() / count) - 1;
      var value = values.get(at);
      if (Double.isFinite(value)) {
        var x = LEFT + (WIDTH - 20.0 - LEFT) * at / Math.max(1, longest - 1);
        var y = HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * scale.share(value);
        text.append(String.format(Locale.ROOT, "%.2f,%.2f ", x, y));
      }
    }
    return text.toString().strip();
  }

  private static void label(StringBuilder text, int x, int y, String anchor, String label) {
    text.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
            .formatted(x, y, anchor, escaped(label)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
