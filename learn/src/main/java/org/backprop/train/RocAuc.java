package org.backprop.train;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The area under the ROC curve: the probability that a positive row has a higher score than a
 * negative one, ties counting half. From ranks: Hanley and McNeil 1982.
 */
final class RocAuc {
  private RocAuc() {}

  /** NaN unless there are positive rows and negative ones. */
  static double of(double[] scores, boolean[] positive) {
    var order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    var rankSum = 0.0;
    var positives = 0.0;
    for (var from = 0; from < order.length; ) {
      var to = endOfTies(scores, order, from);
      var ties = IntStream.range(from, to).filter(i -> positive[order[i]]).count();
      rankSum += ties * (from + 1 + to) / 2.0;
      positives += ties;
      from = to;
    }
    var negatives = order.length - positives;
    return (rankSum - positives * (positives + 1) / 2) / (positives * negatives);
  }

  private static int endOfTies(double[] scores, int[] order, int from) {
    var to = from + 1;
    while (to < order.length && scores[order[to]] == scores[order[from]]) {
      to++;
    }
    return to;
  }
}
