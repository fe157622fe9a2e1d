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
    var hits = sorted(scores, positive, true);
    var others = sorted(scores, positive, false);
    var halves = 0L;
    var lower = 0;
    var notHigher = 0;
    for (var score : others) {
      while (lower < hits.length && isLower(hits[lower], score)) {
        lower++;
      }
      while (notHigher < hits.length && !isLower(score, hits[notHigher])) {
        notHigher++;
      }
      halves += 2L * (hits.length - notHigher) + (notHigher - lower);
    }
    return halves / 2.0 / ((double) hits.length * others.length);
  }

  /** The scores of one kind of rows, ascending, NaN last. */
  private static double[] sorted(double[] scores, boolean[] positive, boolean wanted) {
    var some = new double[scores.length];
    var count = 0;
    for (var i = 0; i < scores.length; i++) {
      if (positive[i] == wanted) {
        some[count++] = scores[i] + 0.0; // -0 becomes 0
      }
    }
    some = Arrays.copyOf(some, count);
    Arrays.parallelSort(some);
    return some;
  }

  private static boolean isLower(double one, double other) {
    return one < other || (Double.isNaN(other) && !Double.isNaN(one));
  }
}
