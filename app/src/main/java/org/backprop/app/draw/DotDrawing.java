package org.backprop.app.draw;

import java.util.stream.Collectors;

/**
 * A picture for Graphviz: the main path straight from left to right, connections around it above,
 * gradients dashed below.
 */
final class DotDrawing implements Drawing {
  /** Graphviz puts above what it reads first, so the connections around the path come first. */
  @Override
  public String of(Picture picture) {
    var around = picture.edges(edge -> around(picture, edge));
    var others = picture.edges(edge -> !around(picture, edge));
    var dot =
        new StringBuilder(
            "digraph backprop {\n  rankdir=LR;\n  label=%s;\n".formatted(quoted(picture.title())));
    dot.append("  node [shape=box, style=rounded, fontname=\"serif\"];\n");
    dot.append("  edge [fontname=\"serif\"];\n");
    around.forEach(edge -> dot.append(edge(picture, edge)));
    picture.boxes().forEach(box -> dot.append(box(picture, box)));
    others.forEach(edge -> dot.append(edge(picture, edge)));
    others.forEach(edge -> dot.append(sameRank(picture, edge)));
    return dot.append("}\n").toString();
  }

  private static boolean around(Picture picture, Edge edge) {
    return !edge.dashed()
        && picture.path().contains(edge.from())
        && picture.path().contains(edge.to())
        && !picture.onPath(edge);
  }

  private static String box(Picture picture, Box box) {
    var note = box.note().isEmpty() ? "" : "\n" + box.note();
    var shape =
        switch (box.kind()) {
          case VALUE -> ", shape=plaintext";
          case GRADIENT -> ", style=\"rounded,dashed\", color=\"#bc4c00\"";
          case PARAMETER, FUNCTION, LOSS -> "";
        };
    var group = picture.path().contains(box.id()) ? ", group=path" : "";
    return "  %s [label=%s%s%s];\n".formatted(box.id(), lines(box.label() + note), shape, group);
  }

  private static String edge(Picture picture, Edge edge) {
    var dashed = edge.dashed() ? ", style=dashed, color=\"#bc4c00\", fontcolor=\"#bc4c00\"" : "";
    return "  %s -> %s [label=%s%s%s];\n"
        .formatted(edge.from(), edge.to(), lines(edge.label()), dashed, course(picture, edge));
  }

  /** How Graphviz places an arrow: only values decide the order from left to right. */
  private static String course(Picture picture, Edge edge) {
    if (picture.onPath(edge)) {
      return ", weight=100";
    }
    var from = picture.path().indexOf(edge.from());
    var to = picture.path().indexOf(edge.to());
    if (edge.flow() != Edge.Flow.BACK) {
      return from >= 0 && to >= 0 ? ", constraint=false" : "";
    }
    if (to < 0) {
      return ", tailport=s, headport=n";
    }
    return from == to + 1 ? ", constraint=false, tailport=s, headport=s" : ", constraint=false";
  }

  /** What stands beside the path keeps above or below the box that it belongs to. */
  private static String sameRank(Picture picture, Edge edge) {
    var beside = picture.path().contains(edge.from()) != picture.path().contains(edge.to());
    return beside ? "  { rank=same; %s; %s }\n".formatted(edge.from(), edge.to()) : "";
  }

  private static String lines(String label) {
    return quoted(label.lines().map(MathText::unicode).collect(Collectors.joining("\n")));
  }

  static String quoted(String text) {
    var escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return '"' + escaped + '"';
  }
}
