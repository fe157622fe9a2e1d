package org.backprop.app.draw;

/**
 * An arrow from box to box.
 *
 * @param label the value that it carries; may be empty, and may be of several lines
 */
record Edge(String from, String to, String label, Flow flow) {

  /** Which way the arrow goes. */
  enum Flow {
    /** From the data to the loss. */
    FORWARD,
    /** A gradient on its way back, against the direction of the layout. */
    BACK,
    /** An operand of a gradient, in the direction of the layout. */
    GRADIENT
  }

  boolean dashed() {
    return flow != Flow.FORWARD;
  }
}
