package org.backprop.engine;

import org.backprop.tensor.Tensor;

/**
 * An executable with its inputs tied to tensors. Each run reads the current elements of their
 * arrays, so a caller that wrapped an array may refill it between runs. After the first runs
 * nothing is allocated.
 */
public interface Bound {
  /**
   * Runs the program once and moves its variables on.
   *
   * @throws NonFiniteException if one of the program's guards is not finite
   */
  void run();

  /** The last run's value of an output of one element, by its place in the program. */
  double number(int output);

  /** The last run's value of an output, by its place in the program. */
  Tensor output(int output);
}
