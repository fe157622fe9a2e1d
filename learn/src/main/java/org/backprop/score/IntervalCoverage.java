package org.backprop.score;

import java.util.List;
import java.util.stream.Stream;
import org.backprop.model.Prediction;

/**
 * Whether prediction intervals hold as many rows as they promise.
 *
 * @param levels ascending by their probability
 */
public record IntervalCoverage(List<Level> levels) {
  private static final Double[] USUAL = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95};

  /**
   * The central interval of one probability.
   *
   * @param within the rows that are in it
   */
  public record Level(double probability, Proportion within) {}

  /** Keeps a copy. */
  public IntervalCoverage {
    levels = List.copyOf(levels);
  }

  static IntervalCoverage of(double[] truth, List<Prediction> predictions) {
    return new IntervalCoverage(
        Stream.of(USUAL).map(level -> level(level, truth, predictions)).toList());
  }

  private static Level level(double probability, double[] truth, List<Prediction> predictions) {
    var inside =
        RowTerms.sum(truth.length, i -> predictions.get(i).covers(probability, truth[i]) ? 1 : 0);
    return new Level(probability, new Proportion((int) inside, truth.length));
  }
}
