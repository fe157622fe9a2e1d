package org.backprop.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The residuals y - y_hat of rows in the target's own units; rows where one is not finite are left
 * out.
 *
 * @param rows the number of rows that count
 * @param leftOut the number of rows whose residual is not finite
 * @param quantiles minimum, lower quartile, median, upper quartile and maximum
 * @param histogram at most 24 bins of equal width from the minimum to the maximum
 * @param groups at most 16 groups of as many rows each, ascending by y_hat
 */
public record Residuals(
    int rows,
    int leftOut,
    double mean,
    double deviation,
    List<Double> quantiles,
    List<Bin> histogram,
    List<Group> groups) {
  private static final int BINS = 24;
  private static final int GROUPS = 16;
  private static final int SMALL_GROUP = 5;

  /** Residuals from {@code from} to below {@code to}; the last bin holds the maximum too. */
  public record Bin(double from, double to, int rows) {}

  /**
   * Rows with neighbouring predictions.
   *
   * @param from the lowest y_hat
   * @param to the highest y_hat
   * @param low the residual that a tenth of the rows is below
   * @param high the residual that a tenth of the rows is above
   */
  public record Group(double from, double to, int rows, double low, double median, double high) {}

  /** Keeps copies. */
  public Residuals {
    quantiles = List.copyOf(quantiles);
    histogram = List.copyOf(histogram);
    groups = List.copyOf(groups);
  }

  static Residuals of(double[] truth, double[] predicted) {
    var known =
        IntStream.range(0, truth.length)
            .filter(i -> Double.isFinite(truth[i] - predicted[i]))
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> predicted[i]))
            .toList();
    var residuals = known.stream().mapToDouble(i -> truth[i] - predicted[i]).toArray();
    var predictions = known.stream().mapToDouble(i -> predicted[i]).toArray();
    var sorted = residuals.clone();
    Arrays.sort(sorted);
    var mean = Arrays.stream(residuals).map(r -> r / residuals.length).sum();
    return new Residuals(
        residuals.length,
        truth.length - residuals.length,
        residuals.length == 0 ? Double.NaN : mean,
        deviation(residuals, mean),
        residuals.length == 0
            ? List.of()
            : IntStream.rangeClosed(0, 4).mapToObj(k -> quantile(sorted, k / 4.0)).toList(),
        histogram(sorted),
        groups(predictions, residuals));
  }

  /** NaN of less than two. */
  private static double deviation(double[] values, double mean) {
    var largest = Arrays.stream(values).map(v -> Math.abs(v - mean)).max().orElse(Double.NaN);
    if (values.length < 2 || largest == 0) {
      return values.length < 2 ? Double.NaN : 0;
    }
    var sum = Arrays.stream(values).map(v -> Math.pow((v - mean) / largest, 2)).sum();
    return largest * Math.sqrt(sum / (values.length - 1));
  }

  /** Between neighbouring values linearly, as type 7 of Hyndman and Fan (1996). */
  static double quantile(double[] sorted, double p) {
    var place = p * (sorted.length - 1);
    var below = (int) place;
    var above = Math.min(sorted.length - 1, below + 1);
    var share = place - below;
    return share == 0 ? sorted[below] : (1 - share) * sorted[below] + share * sorted[above];
  }

  private static List<Bin> histogram(double[] sorted) {
    if (sorted.length == 0) {
      return List.of();
    }
    var low = sorted[0];
    var high = sorted[sorted.length - 1];
    var width = (high / BINS - low / BINS);
    var bins = width > 0 ? BINS : 1;
    var counts = new int[bins];
    for (var value : sorted) {
      counts[width > 0 ? (int) Math.min(BINS - 1, (value / width - low / width)) : 0]++;
    }
    return IntStream.range(0, bins)
        .mapToObj(
            k -> new Bin(low + k * width, k == bins - 1 ? high : low + (k + 1) * width, counts[k]))
        .toList();
  }

  private static List<Group> groups(double[] predictions, double[] residuals) {
    var rows = residuals.length;
    var count = Math.min(GROUPS, Math.ceilDiv(rows, SMALL_GROUP));
    var groups = new ArrayList<Group>();
    for (var k = 0; k < count; k++) {
      var from = (int) ((long) rows * k / count);
      var to = (int) ((long) rows * (k + 1) / count);
      var some = Arrays.copyOfRange(residuals, from, to);
      Arrays.sort(some);
      groups.add(
          new Group(
              predictions[from],
              predictions[to - 1],
              to - from,
              quantile(some, 0.1),
              quantile(some, 0.5),
              quantile(some, 0.9)));
    }
    return groups;
  }
}
