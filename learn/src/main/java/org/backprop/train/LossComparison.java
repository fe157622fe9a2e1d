package org.backprop.train;

import java.util.stream.IntStream;

/**
 * The losses of two models on the same rows.
 *
 * @param usual the mean loss of the first
 * @param other the mean loss of the second
 * @param standardErrors the mean of the rows' differences, first less second, in standard errors
 */
record LossComparison(double usual, double other, double standardErrors) {
  /** Below it, the second model was often no better on rows that neither had seen. */
  static final double CLEAR = 1.5;

  /** A smaller difference, in nats a row, does not pay for the larger model, however sure it is. */
  static final double WORTHWHILE = 0.002;

  static LossComparison of(double[] usual, double[] other) {
    var rows = usual.length;
    var difference = mean(usual) - mean(other);
    var squares =
        IntStream.range(0, rows)
            .mapToDouble(i -> usual[i] - other[i] - difference)
            .map(deviation -> deviation * deviation)
            .sum();
    var error = Math.sqrt(squares / (rows - 1.0) / rows);
    return new LossComparison(mean(usual), mean(other), error > 0 ? difference / error : 0);
  }

  private static double mean(double[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(0);
  }

  /** Whether the second model's loss is lower by more than these standard errors, and worth it. */
  boolean isLowerBy(double clear) {
    return standardErrors > clear && usual - other > WORTHWHILE;
  }
}
