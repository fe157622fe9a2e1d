package org.backprop.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The share of positive rows found against the share of negative rows found wrongly, for every
 * threshold of a score.
 *
 * @param points from (0, 0) at a threshold above all scores to (1, 1), one for each distinct score
 */
public record RocCurve(List<Point> points) {

  /**
   * One threshold: rows whose score is at least this are called positive.
   *
   * @param falsePositiveRate of the negative rows
   * @param truePositiveRate of the positive rows
   */
  public record Point(double threshold, double falsePositiveRate, double truePositiveRate) {}

  /** Keeps a copy. */
  public RocCurve {
    points = List.copyOf(points);
  }

  /**
   * The curve of scores; one that is NaN counts as higher than all others. The rates are NaN unless
   * there are positive and negative rows.
   */
  static RocCurve of(double[] scores, boolean[] positive) {
    var order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> scores[i] + 0.0).reversed())
            .toList();
    var hits = IntStream.range(0, positive.length).filter(i -> positive[i]).count();
    var others = positive.length - hits;
    var points = new ArrayList<Point>();
    points.add(new Point(Double.POSITIVE_INFINITY, 0, 0));
    var found = 0;
    for (var i = 0; i < order.size(); i++) {
      found += positive[order.get(i)] ? 1 : 0;
      var score = scores[order.get(i)] + 0.0;
      if (i + 1 == order.size() || Double.compare(scores[order.get(i + 1)] + 0.0, score) != 0) {
        var wrong = (double) (i + 1 - found) / others;
        points.add(new Point(score, wrong, (double) found / hits));
      }
    }
    return new RocCurve(points);
  }

  /** The area below it, by trapezoids: the same as the score {@code auc} up to rounding. */
  public double area() {
    var area = 0.0;
    for (var i = 1; i < points.size(); i++) {
      var before = points.get(i - 1);
      var here = points.get(i);
      area +=
          (here.falsePositiveRate() - before.falsePositiveRate())
              * (here.truePositiveRate() + before.truePositiveRate())
              / 2;
    }
    return area;
  }

  /**
   * Without points on a straight line between their neighbours, and at most a number of them, at
   * equal distances.
   */
  public RocCurve atMost(int most) {
    var corners =
        IntStream.range(0, points.size()).filter(this::isCorner).mapToObj(points::get).toList();
    if (corners.size() <= most) {
      return new RocCurve(corners);
    }
    return new RocCurve(
        IntStream.range(0, most)
            .mapToObj(i -> corners.get((int) ((long) i * (corners.size() - 1) / (most - 1))))
            .toList());
  }

  private boolean isCorner(int i) {
    if (i == 0 || i == points.size() - 1) {
      return true;
    }
    var before = points.get(i - 1);
    var here = points.get(i);
    var after = points.get(i + 1);
    var alongX =
        before.truePositiveRate() == here.truePositiveRate()
            && here.truePositiveRate() == after.truePositiveRate();
    var alongY =
        before.falsePositiveRate() == here.falsePositiveRate()
            && here.falsePositiveRate() == after.falsePositiveRate();
    return !alongX && !alongY;
  }
}
