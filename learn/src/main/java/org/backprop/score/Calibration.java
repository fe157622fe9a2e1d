package org.backprop.score;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.backprop.model.Prediction;

/**
 * Whether a probability of 0.8 comes true in eight cases of ten: rows in ten bins of equal width by
 * their predicted probability.
 *
 * @param bins those with rows, ascending
 */
public record Calibration(List<Bin> bins) {
  private static final int BINS = 10;

  /**
   * The rows whose probability is from {@code from} to below {@code to}; the last bin has 1 too.
   *
   * @param probability the mean of the predicted probabilities
   * @param happened the rows in which the event happened
   * @param gap the sum over the rows of the probability less 1 where the event happened
   */
  public record Bin(double from, double to, double probability, Proportion happened, double gap) {

    /** The number of rows. */
    public int rows() {
      return happened.rows();
    }

    /** The share of the rows in which the event happened. */
    public double share() {
      return happened.share();
    }
  }

  /** Keeps a copy. */
  public Calibration {
    bins = List.copyOf(bins);
  }

  /** Of the event that the most probable class is the true one. */
  static Calibration ofTop(int[] truth, List<Prediction> predictions) {
    return of(
        truth.length,
        i -> predictions.get(i).probabilities()[(int) predictions.get(i).mode()],
        i -> (int) predictions.get(i).mode() == truth[i]);
  }

  /** Of an event that is predicted with a probability and happens or not. */
  static Calibration of(int rows, IntToDoubleFunction probability, IntPredicate happened) {
    var counts = new int[BINS];
    var probabilities = new double[BINS];
    var hits = new int[BINS];
    var gaps = new double[BINS];
    for (var i = 0; i < rows; i++) {
      var p = probability.applyAsDouble(i);
      var hit = happened.test(i) ? 1 : 0;
      var bin = Math.min(BINS - 1, (int) (p * BINS));
      counts[bin]++;
      probabilities[bin] += p;
      hits[bin] += hit;
      gaps[bin] += p - hit;
    }
    var bins = new ArrayList<Bin>();
    for (var k = 0; k < BINS; k++) {
      if (counts[k] > 0) {
        var n = counts[k];
        bins.add(
            new Bin(
                (double) k / BINS,
                (k + 1.0) / BINS,
                probabilities[k] / n,
                new Proportion(hits[k], n),
                gaps[k]));
      }
    }
    return new Calibration(bins);
  }

  /**
   * The expected calibration error: the gap between the probability and how often the event
   * happens, averaged over the bins by their number of rows (Naeini et al. 2015).
   */
  public double error() {
    var sum = 0.0;
    var rows = 0;
    for (var bin : bins) {
      sum += Math.abs(bin.gap());
      rows += bin.rows();
    }
    return sum / rows;
  }
}
