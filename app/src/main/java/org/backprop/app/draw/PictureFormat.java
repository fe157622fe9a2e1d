package org.backprop.app.draw;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The forms that a picture is written in. */
enum PictureFormat {
  SVG(new SvgDrawing(), "svg"),
  DOT(new DotDrawing(), "dot", "gv"),
  MERMAID(new MermaidDrawing(), "mmd", "mermaid"),
  TEXT(new TextDrawing(), "txt", "text");

  @SuppressWarnings("ImmutableEnumChecker") // the drawings keep no state
  private final Drawing drawing;

  @SuppressWarnings("ImmutableEnumChecker") // never changed
  private final List<String> endings;

  PictureFormat(Drawing drawing, String... endings) {
    this.drawing = drawing;
    this.endings = List.of(endings);
  }

  /** The format of that name, in any case. */
  static Optional<PictureFormat> named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.name().equalsIgnoreCase(name))
        .findFirst();
  }

  /** The format that a file's name ends with. */
  static Optional<PictureFormat> ofFile(Path file) {
    var name = file.toString().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> format.endings.stream().anyMatch(end -> name.endsWith("." + end)))
        .findFirst();
  }

  String draw(Picture picture) {
    return drawing.of(picture);
  }
}
