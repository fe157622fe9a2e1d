package org.backprop.score;

import java.util.Arrays;
import java.util.function.DoublePredicate;

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

  /**
   * The share of the rows of the other kind that each row is placed rightly against, ties counting
   * half: the area is the mean over the rows of either kind.
   */
  static double[] placements(double[] scores, boolean[] positive) {
    var hits = sorted(scores, positive, true);
    var others = sorted(scores, positive, false);
    var placements = new double[scores.length];
    for (var i = 0; i < scores.length; i++) {
      var other = positive[i] ? others : hits;
      var score = scores[i] + 0.0;
      var lower = first(other, it -> isLower(it, score));
      var notHigher = first(other, it -> !isLower(score, it));
      var right = positive[i] ? lower : other.length - notHigher;
      placements[i] = (right + (notHigher - lower) / 2.0) / other.length;
    }
    return placements;
  }

  /** How many of ascending scores, from the first on, have a property. */
  private static int first(double[] sorted, DoublePredicate property) {
    var from = 0;
    var to = sorted.length;
    while (from < to) {
      var middle = (from + to) >>> 1;
      if (property.test(sorted[middle])) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
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
