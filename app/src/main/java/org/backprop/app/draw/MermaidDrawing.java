package org.backprop.app.draw;

import java.util.Locale;

/** A picture for Mermaid, as Markdown on GitHub shows it. */
final class MermaidDrawing implements Drawing {
  @Override
  public String of(Picture picture) {
    var text = new StringBuilder("flowchart LR\n");
    for (var box : picture.boxes()) {
      var note = box.note().isEmpty() ? "" : "\n" + box.note();
      text.append("  ").append(id(box.id())).append('[').append(quoted(box.label() + note));
      text.append("]:::").append(kind(box.kind())).append('\n');
    }
    for (var edge : picture.edges()) {
      text.append("  ").append(id(edge.from())).append(edge.dashed() ? " -.->" : " -->");
      text.append(edge.label().isEmpty() ? "" : "|" + quoted(edge.label()) + "|");
      text.append(' ').append(id(edge.to())).append('\n');
    }
    text.append("  classDef value fill:none,stroke:none\n");
    text.append("  classDef parameter stroke:#0969da\n");
    text.append("  classDef function stroke:#59636e\n");
    text.append("  classDef loss stroke:#cf222e\n");
    return text.append("  classDef gradient stroke:#bc4c00,stroke-dasharray:4 3\n").toString();
  }

  /** No word of Mermaid's own. */
  private static String id(String id) {
    return "box_" + id;
  }

  private static String kind(Box.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static String quoted(String text) {
    var lines = text.lines().map(MathText::unicode).map(MermaidDrawing::escaped).toList();
    return '"' + String.join("<br>", lines) + '"';
  }

  private static String escaped(String line) {
    return line.replace("#", "#35;")
        .replace("\"", "#quot;")
        .replace("&", "#amp;")
        .replace("<", "#lt;")
        .replace(">", "#gt;");
  }
}
