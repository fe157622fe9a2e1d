package org.backprop.app.draw;

import java.util.List;

/** Boxes and arrows, as immutable data: what is drawn, whatever the format. */
record Picture(String title, List<Box> boxes, List<Arrow> arrows) {
  Picture {
    boxes = List.copyOf(boxes);
    arrows = List.copyOf(arrows);
  }

  /** What a box stands for. */
  enum Kind {
    /** A value that goes in or comes out: x, y, L. */
    VALUE,
    /** An operation: *W1, +b1, f1, loss. */
    OPERATION
  }

  /**
   * One box.
   *
   * @param id unique in the picture
   * @param label what stands in it, as in {@code *W1}
   * @param note what stands below it, as in {@code relu}; may be empty
   */
  record Box(String id, Kind kind, String label, String note) {}

  /** An arrow between two boxes; backward ones carry gradients. */
  record Arrow(String from, String to, String label, boolean backward) {}
}
