package org.backprop.runtime;

/** Something small that vector code and scalar code both compute, to be compared. */
interface WarmUpCase {
  /** Calls the vector code to do nothing, which HotSpot counts. */
  void call();

  /** Runs the vector code once. */
  void vector();

  /** The vector operations of that, more or less. */
  int operations();

  /** Runs the scalar code once. */
  void scalar();

  /** Runs both and tells whether they leave the same bits. */
  boolean agrees();
}
