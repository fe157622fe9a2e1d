package org.backprop.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.backprop.model.Prediction;

/**
 * How many rows of each actual class were predicted as which class.
 *
 * <p>Precision and recall of a class are NaN where no row was predicted as it or is of it.
 */
public final class Confusion {
  private final int[][] counts;

  /** From counts {@code [actual][predicted]}. */
  Confusion(int[][] counts) {
    this.counts = counts;
  }

  static Confusion of(int classes, int[] truth, List<Prediction> predictions) {
    var counts = new int[classes][classes];
    for (var i = 0; i < truth.length; i++) {
      counts[truth[i]][(int) predictions.get(i).mode()]++;
    }
    return new Confusion(counts);
  }

  /** How many rows of class {@code actual} were predicted as {@code predicted}. */
  public int count(int actual, int predicted) {
    return counts[actual][predicted];
  }

  /** The share of rows on the diagonal. */
  public double accuracy() {
    var right = IntStream.range(0, counts.length).map(k -> counts[k][k]).sum();
    return (double) right / IntStream.range(0, counts.length).map(this::support).sum();
  }

  /** The number of rows of a class. */
  public int support(int k) {
    return Arrays.stream(counts[k]).sum();
  }

  /** The share of the rows predicted as class {@code k} that are of it. */
  public double precision(int k) {
    return (double) counts[k][k] / predicted(k);
  }

  /** The share of the rows of class {@code k} that were predicted as it. */
  public double recall(int k) {
    return (double) counts[k][k] / support(k);
  }

  /** The harmonic mean of precision and recall. */
  public double f1(int k) {
    return 2.0 * counts[k][k] / (predicted(k) + support(k));
  }

  private int predicted(int k) {
    return Arrays.stream(counts).mapToInt(row -> row[k]).sum();
  }

  /** The counts {@code [actual][predicted]}. */
  public int[][] toArray() {
    return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
  }

  List<List<Integer>> toLists() {
    return Arrays.stream(counts).map(row -> Arrays.stream(row).boxed().toList()).toList();
  }

  /** The counts by the name of the actual class, then of the predicted one. */
  Map<String, Object> toMap(List<String> levels) {
    var rows = new LinkedHashMap<String, Object>();
    for (var actual = 0; actual < counts.length; actual++) {
      var row = new LinkedHashMap<String, Integer>();
      for (var predicted = 0; predicted < counts.length; predicted++) {
        row.put(levels.get(predicted), counts[actual][predicted]);
      }
      rows.put(levels.get(actual), row);
    }
    return rows;
  }

  @Override
  public String toString() {
    return Arrays.deepToString(counts);
  }
}
