package org.backprop.app.draw;

/** A picture for Graphviz. */
final class DotDrawing implements Drawing {
  @Override
  public String of(Picture picture) {
    var dot = new StringBuilder("digraph backprop {\n");
    dot.append("  rankdir=LR;\n  label=").append(quoted(picture.title())).append(";\n");
    dot.append("  node [shape=box, style=rounded, fontname=\"serif\"];\n");
    dot.append("  edge [fontname=\"serif\"];\n");
    for (var box : picture.boxes()) {
      var note = box.note().isEmpty() ? "" : "\n" + MathText.unicode(box.note());
      dot.append("  ").append(box.id()).append(" [label=");
      dot.append(quoted(MathText.unicode(box.label()) + note));
      dot.append(
          switch (box.kind()) {
            case VALUE -> ", shape=plaintext";
            case GRADIENT -> ", style=\"rounded,dashed\"";
            case PARAMETER, FUNCTION, LOSS -> "";
          });
      dot.append("];\n");
    }
    for (var edge : picture.edges()) {
      dot.append("  ").append(edge.from()).append(" -> ").append(edge.to());
      dot.append(" [label=").append(quoted(lines(edge.label())));
      dot.append(edge.dashed() ? ", style=dashed" : "");
      dot.append(edge.flow() == Edge.Flow.BACK ? ", constraint=false" : "").append("];\n");
    }
    return dot.append("}\n").toString();
  }

  private static String lines(String label) {
    return String.join("\n", label.lines().map(MathText::unicode).toList());
  }

  static String quoted(String text) {
    var escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return '"' + escaped + '"';
  }
}
