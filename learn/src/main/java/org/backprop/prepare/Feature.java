package org.backprop.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.saved.SavedMap;
import org.backprop.table.Column;
import org.backprop.table.DataException;
import org.backprop.table.Levels;
import org.backprop.table.Table;
import org.backprop.tensor.Tensor;

/**
 * How an input column becomes columns of numbers, as learned on the training rows.
 *
 * <p>What is not known counts as average: a missing number is the training mean, and a word that
 * training never saw (or a missing one, if none was missing in training) gets each level's share of
 * the training rows. That is a level of its own, whose effect is the average effect.
 */
public sealed interface Feature permits Feature.Numeric, Feature.Words, DateFeature {
  /** The table's column. */
  String column();

  /** The names of the columns of numbers, as in {@code island=Dream}. */
  List<String> names();

  /** Plain maps, lists, texts and numbers, from which {@link #fromMap} makes it again. */
  Map<String, Object> toMap();

  /** Writes the rows into {@code x [rows, stride]} from column {@code offset} on. */
  Unknown write(Table table, Tensor.Builder x, int stride, int offset);

  /** Whether a cell can be written, a missing one included. */
  default boolean takes(Column cells, int row) {
    return true;
  }

  /** How many words were not known, and the first row with one (-1 if there is none). */
  record Unknown(int count, int firstRow) {
    static final Unknown NONE = new Unknown(0, -1);

    Unknown andIn(int row) {
      return new Unknown(count + 1, count == 0 ? row : firstRow);
    }

    Unknown plus(Unknown later) {
      return new Unknown(count + later.count, count == 0 ? later.firstRow : firstRow);
    }

    Unknown at(int row) {
      return new Unknown(count, row);
    }
  }

  /** The feature that {@link #toMap} wrote. */
  static Feature fromMap(Map<?, ?> map) {
    var saved = new SavedMap(map, "input column");
    return switch (saved.text("kind")) {
      case "number", "log_number" ->
          new Numeric(
              saved.text("column"),
              LogScale.ifSaved(saved),
              saved.number("mean"),
              saved.number("scale"),
              saved.flag("indicator"));
      case "words" ->
          new Words(
              saved.text("column"),
              saved.texts("levels"),
              saved.flag("reference"),
              saved.numbers("shares"));
      case "date" -> DateFeature.fromMap(saved);
      default -> throw saved.unreadable("kind");
    };
  }

  /**
   * A number, standardised: {@code (value - mean) / scale}.
   *
   * @param logScale the scale on which the number is taken before it is standardised
   * @param mean of the training rows, on that scale
   * @param scale the standard deviation of the training rows, on that scale
   * @param indicator whether a second column is 1 where the number is missing
   */
  record Numeric(
      String column, Optional<LogScale> logScale, double mean, double scale, boolean indicator)
      implements Feature {
    /** On the linear scale. */
    Numeric(String column, double mean, double scale, boolean indicator) {
      this(column, Optional.empty(), mean, scale, indicator);
    }

    Numeric withoutIndicator() {
      return new Numeric(column, logScale, mean, scale, false);
    }

    @Override
    public List<String> names() {
      return indicator ? List.of(column, column + "=?") : List.of(column);
    }

    @Override
    public Unknown write(Table table, Tensor.Builder x, int stride, int offset) {
      var cells = table.cells(column);
      for (var row = 0; row < cells.size(); row++) {
        var at = row * stride + offset;
        if (!cells.isMissing(row)) {
          x.set(at, encode(number(table, column, cells, row)));
        } else if (indicator) {
          x.set(at + 1, 1);
        }
      }
      return Unknown.NONE;
    }

    @Override
    public boolean takes(Column cells, int row) {
      return cells.isMissing(row) || Double.isFinite(cells.number(row));
    }

    /** A finite number, standardised. */
    public double encode(double number) {
      var value = logScale.isPresent() ? logScale.get().apply(number) : number;
      return (value - mean) / scale;
    }

    /** The number in a cell that is not missing. */
    static double number(Table table, String column, Column cells, int row) {
      var number = cells.number(row);
      if (Double.isFinite(number)) {
        return number;
      }
      var text = cells.text(row);
      if (Double.isNaN(number)) {
        throw new DataException(
            "%s: %s is \"%s\" where a number is needed".formatted(table.place(row), column, text),
            "correct it, or train with {}.",
            Remedy.of(Setting.TYPE, column, "words"));
      }
      throw new DataException(
          "%s: %s is \"%s\", which is no finite number; leave the cell empty if it is not known."
              .formatted(table.place(row), column, text));
    }

    @Override
    public Map<String, Object> toMap() {
      var kind = logScale.isPresent() ? "log_number" : "number";
      var map =
          SavedMap.of(
              "kind", kind, "column", column, "mean", mean, "scale", scale, "indicator", indicator);
      logScale.ifPresent(it -> map.put("unit", it.unit()));
      return map;
    }
  }

  /**
   * Words, one-hot.
   *
   * @param levels the words, then {@value #OTHER} if rarer ones share a level, then {@value
   *     #MISSING} if some were missing in training
   * @param reference whether the first level has no column, so that an intercept is identifiable
   * @param shares each level's share of the training rows
   */
  record Words(String column, List<String> levels, boolean reference, List<Double> shares)
      implements Feature {
    /** The level of all rare words. */
    static final String OTHER = "other";

    /** The level of missing words. */
    static final String MISSING = "?";

    public Words {
      levels = List.copyOf(levels);
      shares = List.copyOf(shares);
      if (levels.size() != shares.size()) {
        throw new DataException(
            "%s has %s levels but %s shares; train the model again."
                .formatted(column, levels.size(), shares.size()));
      }
    }

    @Override
    public List<String> names() {
      return levels.stream().skip(reference ? 1 : 0).map(level -> column + "=" + level).toList();
    }

    @Override
    public Unknown write(Table table, Tensor.Builder x, int stride, int offset) {
      var cells = table.cells(column);
      var known = Levels.of(levels).indices(cells);
      var hasOther = levels.contains(OTHER);
      var unknown = Unknown.NONE;
      for (var row = 0; row < cells.size(); row++) {
        var missing = cells.isMissing(row);
        var level = missing ? levels.indexOf(MISSING) : known[row];
        writeLevel(x, row * stride + offset, level < 0 ? stand(missing) : level);
        unknown = level < 0 && !missing && !hasOther ? unknown.andIn(row) : unknown;
      }
      return unknown;
    }

    /** The level that stands for an unknown word: other, else missing, else none (-1). */
    private int stand(boolean missing) {
      var other = levels.indexOf(OTHER);
      return other >= 0 && !missing ? other : levels.indexOf(MISSING);
    }

    private void writeLevel(Tensor.Builder x, int at, int level) {
      var first = reference ? 1 : 0;
      if (level >= first) {
        x.set(at + level - first, 1);
      } else if (level < 0) {
        for (var i = first; i < levels.size(); i++) {
          x.set(at + i - first, shares.get(i));
        }
      }
    }

    @Override
    public Map<String, Object> toMap() {
      return SavedMap.of(
          "kind",
          "words",
          "column",
          column,
          "levels",
          levels,
          "reference",
          reference,
          "shares",
          shares);
    }

    /** Learns the levels: the most frequent words, {@code other} and {@code ?} where needed. */
    static Words learn(Table training, String column, int most, boolean reference) {
      var cells = training.cells(column);
      var counts = cells.counts();
      var kept = Levels.mostFrequent(counts, most);
      var rare = counts.size() > kept.size() && !kept.contains(OTHER);
      var missing = cells.missingCount() > 0;
      var levels = new ArrayList<>(kept);
      Stream.of(rare ? OTHER : "", missing ? MISSING : "")
          .filter(name -> !name.isEmpty())
          .forEach(levels::add);
      return new Words(column, levels, reference, shares(cells, levels));
    }

    private static List<Double> shares(Column cells, List<String> levels) {
      var known = Levels.of(levels).indices(cells);
      var counts = new int[levels.size()];
      for (var row = 0; row < known.length; row++) {
        var level = cells.isMissing(row) ? levels.indexOf(MISSING) : known[row];
        counts[level < 0 ? levels.indexOf(OTHER) : level]++;
      }
      return Arrays.stream(counts).mapToObj(n -> (double) n / cells.size()).toList();
    }
  }
}
