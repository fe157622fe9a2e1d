package org.backprop.score;

import java.util.Arrays;

/**
 * The area under the ROC curve: the probability that a positive row has a higher score than a
 * negative one, ties counting half (Hanley and McNeil 1982). A score that is NaN counts as higher
 * than all others.
 */
final class RocAuc {
  private RocAuc() {}

  /** NaN unless there are positive rows and negative ones. */
  static double of(double[] scores, boolean[] positive) {
    var hits = sortedPositives(scores, positive);
    var halves = 0L;
    for (var i = 0; i < scores.length; i++) {
      if (!positive[i]) {
        var notHigher = notHigher(hits, scores[i]);
        var hasTie = notHigher > 0 && !isLower(hits[notHigher - 1], scores[i]);
        var lower = hasTie ? lower(hits, scores[i]) : notHigher;
        halves += 2L * (hits.length - notHigher) + (notHigher - lower);
      }
    }
    double positives = hits.length;
    return halves / 2.0 / (positives * (scores.length - positives));
  }

  private static double[] sortedPositives(double[] scores, boolean[] positive) {
    var hits = new double[scores.length];
    var count = 0;
    for (var i = 0; i < scores.length; i++) {
      if (positive[i]) {
        hits[count] = scores[i];
        count++;
      }
    }
    Arrays.sort(hits, 0, count);
    return Arrays.copyOf(hits, count);
  }

  /** How many of the sorted scores are lower than this one. */
  private static int lower(double[] sorted, double score) {
    var low = 0;
    var high = sorted.length;
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (isLower(sorted[middle], score)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many of the sorted scores are not higher than this one. */
  private static int notHigher(double[] sorted, double score) {
    var low = 0;
    var high = sorted.length;
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (isLower(score, sorted[middle])) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static boolean isLower(double one, double other) {
    return one < other || (Double.isNaN(other) && !Double.isNaN(one));
  }
}
