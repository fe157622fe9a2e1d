package org.backprop.app.study.exercise;

import org.backprop.chain.Orientation;

/**
 * How a course writes losses and samples.
 *
 * @param orientation whether samples are rows or columns
 * @param mean whether the loss is the mean over the samples; else their sum
 * @param half whether squared error has the factor 1/2
 */
public record Notation(Orientation orientation, boolean mean, boolean half) {
  /** Samples as rows, the mean of half squared errors: the notation of a chain. */
  public static final Notation USUAL = new Notation(Orientation.ROWS, true, true);

  /** The factor between the loss in this notation and a chain's. */
  double scale(int samples, boolean isSquaredError) {
    return (mean ? 1 : samples) * (isSquaredError && !half ? 2.0 : 1.0);
  }

  /** In a sentence. */
  String sentence() {
    return "Samples are %s. A loss is %s over the samples; squared error is written %s the factor 1/2."
        .formatted(orientation.word(), mean ? "the mean" : "the sum", half ? "with" : "without");
  }
}
