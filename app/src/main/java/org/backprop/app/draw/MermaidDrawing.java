package org.backprop.app.draw;

/** The picture in the language of Mermaid, which many wikis draw. */
final class MermaidDrawing {
  private MermaidDrawing() {}

  static String of(Picture picture) {
    var text = new StringBuilder("flowchart LR\n");
    for (var box : picture.boxes()) {
      var label = box.note().isEmpty() ? box.label() : box.label() + "<br/>" + box.note();
      var form = box.kind() == Picture.Kind.VALUE ? "%s([%s])" : "%s[%s]";
      text.append("  ").append(form.formatted(box.id(), quoted(label))).append('\n');
    }
    for (var arrow : picture.arrows()) {
      var line = arrow.backward() ? "-.->" : "-->";
      var label = arrow.label().isEmpty() ? "" : "|" + quoted(arrow.label()) + "|";
      text.append("  %s %s%s %s\n".formatted(arrow.from(), line, label, arrow.to()));
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "#quot;") + "\"";
  }
}
