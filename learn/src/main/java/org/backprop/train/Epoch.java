package org.backprop.train;

import java.util.OptionalDouble;

/**
 * What one pass over the training rows came to.
 *
 * @param number from 1
 * @param loss the weighted mean loss of the training rows, each while it was being learned from
 * @param validationLoss the loss of the validation rows after the pass, if there are any
 * @param best whether the validation loss is the lowest so far
 * @param seconds since training began
 */
public record Epoch(
    int number, double loss, OptionalDouble validationLoss, boolean best, double seconds) {

  /** An epoch of which nothing is known. */
  public static Epoch none() {
    return new Epoch(1, Double.NaN, OptionalDouble.empty(), true, 0);
  }
}
