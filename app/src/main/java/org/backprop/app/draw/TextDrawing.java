package org.backprop.app.draw;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One line for the main path, one for each other arrow, and what everything is underneath. */
final class TextDrawing implements Drawing {
  @Override
  public String of(Picture picture) {
    var lines = new ArrayList<String>();
    if (picture.path().isEmpty()) {
      operands(picture, lines);
    } else {
      paths(picture, lines);
    }
    if (!picture.gradients().isEmpty()) {
      lines.add("");
      lines.add(
          "Gradients of the loss of one sample, from the loss back, " + picture.notation() + ":");
      picture.gradients().forEach(gradient -> lines.add("  " + gradient));
    }
    return String.join("\n", lines) + "\n";
  }

  private static void paths(Picture picture, List<String> lines) {
    var forward = picture.edges(edge -> !edge.dashed());
    var used = new HashSet<Edge>();
    for (var edge : forward) {
      if (!used.contains(edge)) {
        lines.add(path(picture, forward, edge, used));
      }
    }
    lines.add("");
    var noted =
        picture.boxes().stream()
            .filter(box -> box.kind() != Box.Kind.GRADIENT && !box.note().isEmpty())
            .toList();
    var width = noted.stream().mapToInt(box -> box.label().length()).max().orElse(0);
    noted.forEach(box ->
        lines.add(
            "  "
                + box.label()
                + " ".repeat(width - box.label().length() + 2)
                + box.note().replace("\n", " ")));
  }

  /** From an arrow on while nothing is repeated. */
  private static String path(Picture picture, List<Edge> forward, Edge first, Set<Edge> used) {
    var text = new StringBuilder(picture.box(first.from()).label());
    var alone = !used.isEmpty();
    var edge = first;
    while (edge != null && used.add(edge)) {
      text.append(edge.label().isEmpty() ? " -> " : " -(" + edge.label() + ")-> ");
      text.append(picture.box(edge.to()).label());
      var here = edge.to();
      edge =
          alone
              ? null
              : forward.stream().filter(next -> next.from().equals(here)).findFirst().orElse(null);
    }
    return text.toString();
  }

  private static void operands(Picture picture, List<String> lines) {
    for (var box : picture.boxes()) {
      var from =
          picture.edges(edge -> edge.to().equals(box.id())).stream()
              .map(edge -> edge.from())
              .collect(Collectors.joining(", "));
      lines.add(
          "%s: %s  %s%s"
              .formatted(box.id(), box.label(), box.note(), from.isEmpty() ? "" : "  <- " + from));
    }
  }
}
