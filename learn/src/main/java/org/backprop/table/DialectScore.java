package org.backprop.table;

import java.io.StringReader;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How well a sample of a file fits a dialect. */
final class DialectScore {
  /** What a single column is worth, of which every line is one. */
  static final double SINGLE = 0.4;

  /** What a first record is worth that has another width. */
  private static final double OTHER_FIRST = 0.75;

  private static final int CELLS = 3_000; // looked at

  private final Dialect dialect;
  private final double weight;

  DialectScore(Dialect dialect, double weight) {
    this.dialect = dialect;
    this.weight = weight;
  }

  /** A dialect, the number of fields of most records, and the score from 0 to 1. */
  record Scored(Dialect dialect, int width, double score) {}

  Scored of(String text) {
    var records = new TolerantReader(new StringReader(text), dialect, 0).all();
    var width = commonWidth(records);
    var fitting = records.stream().filter(record -> record.fits(width)).toList();
    var lines = records.stream().mapToInt(TextRecord::lines).sum();
    var fit = fitting.stream().mapToInt(TextRecord::lines).sum() / (double) Math.max(1, lines);
    var type = type(fitting, width);
    var score = weight * fit * type * type * shape(fitting, width) * first(records, width);
    return new Scored(dialect, width, score);
  }

  /** The width that most records have, where wide ones count a little more. */
  static int commonWidth(List<TextRecord> records) {
    Map<Integer, Integer> counts = new TreeMap<>();
    records.forEach(record -> counts.merge(record.width(), 1, Integer::sum));
    var best = 1;
    var most = 0.0;
    for (var entry : counts.entrySet()) {
      var count = entry.getValue() * Math.log1p(entry.getKey());
      if (count >= most) {
        best = entry.getKey();
        most = count;
      }
    }
    return best;
  }

  /** Whether the first record has the width, or one less, as a header without row names has. */
  private static double first(List<TextRecord> records, int width) {
    return records.isEmpty()
            || records.getFirst().fits(width)
            || records.getFirst().width() == width - 1
        ? 1
        : OTHER_FIRST;
  }

  /** The mean score of the cells that are not empty. */
  private static double type(List<TextRecord> records, int width) {
    var sum = 0.0;
    var count = 0;
    for (var record : records) {
      for (var field : record.fields().subList(0, Math.min(width, record.width()))) {
        if (!field.isBlank()) {
          sum += CellShape.score(field);
          count++;
        }
      }
      if (count > CELLS) {
        break;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  /** More columns are better evidence, empty ones are none. */
  private static double shape(List<TextRecord> records, int width) {
    var used = new BitSet();
    for (var record : records) {
      for (var i = 0; i < width; i++) {
        if (!record.fields().get(i).isBlank()) {
          used.set(i);
        }
      }
    }
    var columns = Math.max(1, used.cardinality());
    return columns == 1 ? SINGLE : (columns - 1.0) / columns * Math.sqrt((double) columns / width);
  }
}
