package org.backprop.train;

import java.util.Arrays;

/**
 * The area under the ROC curve: the probability that a positive row has a higher score than a
 * negative one, ties counting half. From ranks: Hanley and McNeil 1982.
 */
final class RocAuc {
  private RocAuc() {}

  /** NaN unless there are positive rows and negative ones. */
  static double of(double[] scores, boolean[] positive) {
    var all = sorted(scores, positive, false);
    var hits = sorted(scores, positive, true);
    var rankSum = 0.0;
    var hit = 0;
    for (var from = 0; from < all.length; ) {
      var to = endOfTies(all, from, all[from]);
      var ties = endOfTies(hits, hit, all[from]) - hit;
      rankSum += ties * (from + 1.0 + to) / 2;
      hit += ties;
      from = to;
    }
    double positives = hits.length;
    var negatives = all.length - positives;
    return (rankSum - positives * (positives + 1) / 2) / (positives * negatives);
  }

  private static double[] sorted(double[] scores, boolean[] positive, boolean only) {
    var sorted = new double[scores.length];
    var count = 0;
    for (var i = 0; i < scores.length; i++) {
      if (positive[i] || !only) {
        sorted[count] = scores[i];
        count++;
      }
    }
    Arrays.sort(sorted, 0, count);
    return Arrays.copyOf(sorted, count);
  }

  private static int endOfTies(double[] sorted, int from, double score) {
    var to = from;
    while (to < sorted.length && (sorted[to] == score || Double.isNaN(score))) {
      to++;
    }
    return to;
  }
}
