package org.backprop.app.draw;

import java.util.Locale;
import java.util.stream.Collectors;
import org.backprop.app.draw.Layout.Place;
import org.backprop.app.draw.Layout.Route;

/** A picture for browsers, in light or dark as the reader prefers. */
final class SvgDrawing implements Drawing {
  private static final double DROP = 0.25;

  /** A file of its own. */
  @Override
  public String of(Picture picture) {
    var style = "<style>\n" + SvgStyle.RULES + "</style>\n";
    return svg(picture, " xmlns=\"http://www.w3.org/2000/svg\"", style);
  }

  /** A part of a page whose style has the rules of {@link SvgStyle}. */
  static String inline(Picture picture) {
    return svg(picture, "", "");
  }

  private static String svg(Picture picture, String namespace, String style) {
    var layout = Layout.of(picture);
    var size = number(layout.width()) + "\" height=\"" + number(layout.height());
    var svg = new StringBuilder();
    svg.append("<svg").append(namespace).append(" class=\"drawing\" role=\"img\" width=\"");
    svg.append(size);
    svg.append("\" viewBox=\"0 0 ").append(size.replace("\" height=\"", " ")).append("\">\n");
    svg.append("<title>").append(escaped(picture.title())).append("</title>\n");
    svg.append("<desc>").append(escaped(description(picture))).append("</desc>\n");
    svg.append(style).append(SvgStyle.DEFS);
    svg.append("<rect class=\"paper\" width=\"").append(size).append("\"/>\n");
    for (var i = 0; i < picture.edges().size(); i++) {
      edge(svg, picture.edges().get(i), layout.routes().get(i));
    }
    for (var i = 0; i < picture.boxes().size(); i++) {
      box(svg, picture.boxes().get(i), layout.boxes().get(i));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String description(Picture picture) {
    return new TextDrawing().of(picture).strip();
  }

  private static void edge(StringBuilder svg, Edge edge, Route route) {
    var path =
        route.points().stream()
            .map(point -> number(point.x()) + " " + number(point.y()))
            .collect(Collectors.joining(" L", "M", ""));
    svg.append("<path class=\"edge").append(edge.dashed() ? " dashed" : "");
    svg.append("\" d=\"").append(path).append("\" marker-end=\"url(#");
    svg.append(edge.dashed() ? "backtip" : "tip").append(")\"/>\n");
    var label = route.label();
    var top = label.y();
    for (var line : route.lines()) {
      var middle = top + Type.EDGE.line() / 2;
      text(
          svg, line, label.x() + label.width() / 2, middle, Type.EDGE, edge.dashed() ? "back" : "");
      top += Type.EDGE.line();
    }
  }

  private static void box(StringBuilder svg, Box box, Place place) {
    svg.append("<g class=\"").append(box.kind().name().toLowerCase(Locale.ROOT)).append("\">");
    svg.append(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"6\"/>\n"
            .formatted(
                number(place.x()),
                number(place.y()),
                number(place.width()),
                number(place.height())));
    var center = place.x() + place.width() / 2;
    var top = place.middle() - Type.NOTE.height(box.note()) / 2;
    text(svg, box.label(), center, top, Type.LABEL, "");
    for (var line : box.note().lines().toList()) {
      text(
          svg, line, center, top + Type.LABEL.line() / 2 + Type.NOTE.line() / 2, Type.NOTE, "note");
      top += Type.NOTE.line();
    }
    svg.append("</g>\n");
  }

  private static void text(
      StringBuilder svg, String line, double x, double middle, Type type, String style) {
    svg.append("<text xml:space=\"preserve\" x=\"").append(number(x));
    svg.append("\" y=\"").append(number(middle + type.size() * 0.32));
    svg.append("\" font-size=\"").append(type.size()).append('"');
    svg.append(style.isEmpty() ? "" : " class=\"" + style + "\"").append('>');
    var shift = 0.0;
    for (var piece : MathText.pieces(line)) {
      var wanted =
          switch (piece.style()) {
            case BELOW -> DROP * type.size();
            case ABOVE -> -DROP * 1.4 * type.size();
            case UPRIGHT, ITALIC -> 0.0;
          };
      svg.append("<tspan");
      svg.append(piece.style() == MathText.Style.ITALIC ? " class=\"i\"" : "");
      svg.append(wanted == 0 ? "" : " font-size=\"" + number(type.size() * 0.72) + "\"");
      svg.append(wanted == shift ? "" : " dy=\"" + number(wanted - shift) + "\"");
      svg.append('>').append(escaped(piece.text())).append("</tspan>");
      shift = wanted;
    }
    svg.append("</text>\n");
  }

  /** With one digit after the point, whatever the user's language. */
  private static String number(double value) {
    var tenths = Math.round(value * 10);
    return tenths % 10 == 0 ? String.valueOf(tenths / 10) : String.valueOf(tenths / 10.0);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
