package org.backprop.train;

import java.util.List;
import java.util.Optional;
import org.backprop.model.PredictionSpread;

/**
 * What the training rows determine of a model without hidden layers.
 *
 * @param rank how many coefficients of an output they determine, the constant included
 * @param aliased the features, by place, that are linear combinations of the others and the
 *     constant
 * @param penalised whether a ridge penalty determines all of them
 * @param diverging the features whose coefficients grow without end, because no finite estimate
 *     exists
 * @param spread what the uncertainty of the coefficients adds to prediction intervals
 */
public record LinearFit(
    int rank,
    List<Integer> aliased,
    boolean penalised,
    List<Integer> diverging,
    Optional<PredictionSpread> spread) {

  public LinearFit {
    aliased = List.copyOf(aliased);
    diverging = List.copyOf(diverging);
  }
}
