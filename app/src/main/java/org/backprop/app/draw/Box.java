package org.backprop.app.draw;

/**
 * One operation or value of a picture.
 *
 * @param id unique in the picture: letters, digits and underscores
 * @param label what stands in it, as in {@code *W1}
 * @param note what stands underneath, as in {@code softmax}; may be empty
 */
record Box(String id, String label, String note, Kind kind) {

  /** What it is, which decides how it looks. */
  enum Kind {
    VALUE,
    PARAMETER,
    FUNCTION,
    LOSS,
    GRADIENT
  }
}
