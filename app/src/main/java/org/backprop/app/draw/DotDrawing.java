package org.backprop.app.draw;

/** The picture in the language of Graphviz. */
final class DotDrawing {
  private DotDrawing() {}

  static String of(Picture picture) {
    var text = new StringBuilder("digraph backprop {\n  rankdir=LR;\n");
    text.append("  label=").append(quoted(picture.title())).append(";\n");
    for (var box : picture.boxes()) {
      var shape = box.kind() == Picture.Kind.VALUE ? "plaintext" : "box, style=rounded";
      var label = box.note().isEmpty() ? box.label() : box.label() + "\n" + box.note();
      text.append("  %s [label=%s, shape=%s];\n".formatted(box.id(), quoted(label), shape));
    }
    for (var arrow : picture.arrows()) {
      var style = arrow.backward() ? ", style=dashed, color=firebrick, constraint=false" : "";
      var label = quoted(arrow.label());
      text.append("  %s -> %s [label=%s%s];\n".formatted(arrow.from(), arrow.to(), label, style));
    }
    return text.append("}\n").toString();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}
