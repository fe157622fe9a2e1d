package org.backprop.minimize;

/** A method that looks for a point where an objective is least. */
public interface Minimizer {
  /**
   * Goes from a point to a local minimum.
   *
   * @param start the elements of the objective's parameters, as {@link Objective#point} orders them
   * @throws IllegalArgumentException if the point has another number of elements
   * @throws org.backprop.engine.NonFiniteException if the objective or its gradient is not finite
   *     at the start
   */
  Optimum minimize(Objective objective, double... start);
}
