package org.backprop.app.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.backprop.app.draw.Picture.Arrow;
import org.backprop.app.draw.Picture.Box;
import org.jspecify.annotations.Nullable;

/** The picture as plain text: the longest chain in a line, what joins it, and a legend. */
final class TextDrawing {
  private TextDrawing() {}

  static String of(Picture picture) {
    var boxes = picture.boxes().stream().collect(Collectors.toMap(Box::id, Function.identity()));
    var forward = picture.arrows().stream().filter(arrow -> !arrow.backward()).toList();
    var lines = new ArrayList<String>();
    var chain = new ArrayList<Arrow>();
    var at = picture.boxes().getFirst().id();
    for (var next = from(forward, at); next != null; next = from(forward, at)) {
      chain.add(next);
      at = next.to();
    }
    lines.add(chain(chain, boxes));
    for (var arrow : forward) {
      if (!chain.contains(arrow)) {
        lines.add(label(boxes, arrow.from()) + link(arrow) + label(boxes, arrow.to()));
      }
    }
    lines.add("");
    for (var box : picture.boxes()) {
      if (!box.note().isEmpty()) {
        lines.add("  %-6s %s".formatted(box.label(), box.note()));
      }
    }
    for (var arrow : picture.arrows()) {
      if (arrow.backward()) {
        lines.add("  back   " + arrow.label());
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static @Nullable Arrow from(List<Arrow> arrows, String box) {
    return arrows.stream().filter(arrow -> arrow.from().equals(box)).findFirst().orElse(null);
  }

  private static String chain(List<Arrow> chain, Map<String, Box> boxes) {
    var line = new StringBuilder(label(boxes, chain.getFirst().from()));
    chain.forEach(arrow -> line.append(link(arrow)).append(label(boxes, arrow.to())));
    return line.toString();
  }

  private static String label(Map<String, Box> boxes, String id) {
    return Objects.requireNonNull(boxes.get(id)).label();
  }

  private static String link(Arrow arrow) {
    return arrow.label().isEmpty() ? " -> " : " -(" + arrow.label() + ")-> ";
  }
}
