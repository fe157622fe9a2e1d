package org.backprop.runtime;

/** A way to run a program. */
sealed interface Execution permits Sequential, Profiled, Parallel, Fused {
  /**
   * Runs the program once.
   *
   * @return whether the guards were finite; if not, no variable was written
   */
  boolean run();
}
