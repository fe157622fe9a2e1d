package org.backprop.app.draw;

/**
 * One operation or value of a picture.
 *
 * @param id unique in the picture: letters, digits and underscores
 * @param label what stands in it, as in {@code *W1}
 * @param shows the name of the step or parameter whose box it is, as in {@code a1}; may be empty
 * @param note what stands underneath, as in {@code softmax}; may be empty, and may be of several
 *     lines
 */
record Box(String id, String label, String shows, String note, Kind kind) {
  private static final double LEAST = 46;
  private static final double INSIDE = 12;

  /** What it is, which decides how it looks. */
  enum Kind {
    VALUE,
    PARAMETER,
    FUNCTION,
    LOSS,
    GRADIENT
  }

  /** Pixels from left to right. */
  double width() {
    var text = Math.max(Type.LABEL.width(label), Type.NOTE.width(note));
    return Math.max(LEAST, text + 2 * INSIDE);
  }

  /** Pixels from top to bottom. */
  double height() {
    return Type.LABEL.line() + Type.NOTE.height(note) + INSIDE;
  }
}
