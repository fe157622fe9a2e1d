package org.backprop.app.draw;

/** The sizes of letters, in pixels, and how much room text of each needs. */
enum Type {
  LABEL(18),
  NOTE(12),
  EDGE(14);

  private static final double LEADING = 1.3;

  private final int size;

  Type(int size) {
    this.size = size;
  }

  int size() {
    return size;
  }

  double line() {
    return size * LEADING;
  }

  double width(String text) {
    return size * text.lines().mapToDouble(MathText::width).max().orElse(0);
  }

  double height(String text) {
    return line() * text.lines().count();
  }
}
