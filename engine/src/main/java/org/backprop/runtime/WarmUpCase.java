package org.backprop.runtime;

/** A small computation by both vector code and scalar code, to be timed and compared. */
interface WarmUpCase {
  /** Calls the vector code without computing anything; HotSpot counts the call. */
  void call();

  /** Runs the vector code once. */
  void vector();

  /** Roughly the number of vector operations of one run. */
  int operations();

  /** Runs the scalar code once. */
  void scalar();

  /** Runs both and compares their bits. */
  boolean agrees();
}
