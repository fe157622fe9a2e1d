package org.backprop.app.draw;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.backprop.app.draw.Layout.Area;
import org.backprop.app.draw.Layout.Route;
import org.backprop.app.draw.Picture.Arrow;
import org.backprop.app.draw.Picture.Box;

/** The picture as SVG, with the letters of the textbook, for light and dark pages. */
final class SvgDrawing {
  private static final int MARGIN = 16;
  private static final Pattern INDEXED = Pattern.compile("\\b(delta|[aWbhf])(\\d+)\\b");

  private static final String STYLE =
      """
      <style>
        .page { fill: #ffffff } .box { fill: #f3f6fb; stroke: #44546a }
        text { font: italic 16px "Latin Modern Math", "STIX Two Text", Georgia, serif; fill: #1b2430 }
        .note { font: 12px sans-serif; fill: #5a6675 } .sub { font-size: 11px }
        .edge { fill: none; stroke: #44546a; stroke-width: 1.3 }
        .back { stroke: #b3261e; stroke-dasharray: 5 3 } .backlabel { fill: #b3261e }
        .head { fill: #44546a } .backhead { fill: #b3261e }
        @media (prefers-color-scheme: dark) {
          .page { fill: #12161c } .box { fill: #1e2631; stroke: #9fb2c9 } text { fill: #e6ebf2 }
          .note { fill: #a9b4c2 } .edge { stroke: #9fb2c9 } .head { fill: #9fb2c9 }
          .back { stroke: #ff8a80 } .backlabel, .backhead { fill: #ff8a80 }
        }
      </style>
      <defs>
        <marker id="to" markerWidth="9" markerHeight="8" refX="8" refY="4" orient="auto">
          <path class="head" d="M0,0 L9,4 L0,8 z"/></marker>
        <marker id="back" markerWidth="9" markerHeight="8" refX="8" refY="4" orient="auto">
          <path class="backhead" d="M0,0 L9,4 L0,8 z"/></marker>
      </defs>
      """;

  private final StringBuilder svg = new StringBuilder();

  private SvgDrawing() {}

  static String of(Picture picture) {
    return new SvgDrawing().drawn(picture, ElkLayout.of(picture));
  }

  private String drawn(Picture picture, Layout layout) {
    var width = layout.width() + 2 * MARGIN;
    var height = layout.height() + 2 * MARGIN;
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" width=\"%s\" height=\"%s\" role=\"img\">",
        number(width), number(height), number(width), number(height));
    line("<title>Computational graph</title><desc>%s</desc>", escaped(picture.title()));
    svg.append(STYLE);
    line("<rect class=\"page\" width=\"100%%\" height=\"100%%\"/>");
    line("<g transform=\"translate(%d,%d)\">", MARGIN, MARGIN);
    layout.routes().forEach(this::arrow);
    layout.boxes().forEach(this::box);
    line("</g></svg>");
    return svg.toString();
  }

  private void box(Box box, Area area) {
    if (box.kind() == Picture.Kind.OPERATION) {
      line(
          "<rect class=\"box\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"9\"/>",
          number(area.x()), number(area.y()), number(area.width()), number(area.height()));
    }
    var middle = area.y() + area.height() / 2 + (box.note().isEmpty() ? 5 : -3);
    text("", area.x() + area.width() / 2, middle, mathematics(box.label()));
    if (!box.note().isEmpty()) {
      text("note", area.x() + area.width() / 2, middle + 17, mathematics(box.note()));
    }
  }

  private void arrow(Arrow arrow, Route route) {
    var points = arrow.backward() ? route.points().reversed() : route.points();
    var path =
        points.stream()
            .map(point -> number(point.x()) + "," + number(point.y()))
            .collect(Collectors.joining(" L", "M", ""));
    line(
        "<path class=\"edge%s\" d=\"%s\" marker-end=\"url(#%s)\"/>",
        arrow.backward() ? " back" : "", path, arrow.backward() ? "back" : "to");
    if (!arrow.label().isEmpty()) {
      var area = route.label();
      var style = arrow.backward() ? "backlabel" : "";
      var x = area.x() + area.width() / 2;
      text(style, x, area.y() + area.height() - 4, mathematics(arrow.label()));
    }
  }

  private void text(String style, double x, double y, String content) {
    line(
        "<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>",
        style, number(x), number(y), content);
  }

  /** The names of the textbook in its letters: indices below, a hat on y, delta in Greek. */
  private static String mathematics(String label) {
    var text =
        escaped(label).replace("*W", "\u00d7W").replace("y_hat", "y\u0302").replace("^T", "\u1d40");
    var indexed =
        INDEXED
            .matcher(text)
            .replaceAll(match ->
                match.group(1).replace("delta", "\u03b4")
                    + "<tspan class=\"sub\" dy=\"4\">"
                    + match.group(2)
                    + "</tspan><tspan dy=\"-4\">\u200b</tspan>");
    return indexed.replace("dL/d", "\u2202L/\u2202").replace(" - ", " \u2212 ");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
  private void line(String format, Object... values) {
    svg.append(format.formatted(values)).append('\n');
  }
}
