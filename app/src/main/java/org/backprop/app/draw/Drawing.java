package org.backprop.app.draw;

/** A way to write a picture down. */
@FunctionalInterface
interface Drawing {
  /** The whole file, ending with a line end. */
  String of(Picture picture);
}
