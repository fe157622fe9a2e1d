package org.backprop.prepare;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.table.Column;
import org.backprop.table.KeyPlaces;
import org.backprop.table.Table;

/**
 * Warns of an input column that gives the target away: alone it predicts every training row.
 *
 * <p>Very predictive is not enough. For classes, the column's numbers must fall into as many
 * intervals as there are classes, or each of its values, five rows each on average, must go with
 * one class; for a number, the correlation must exceed {@value #NEARLY_ONE} in absolute value.
 */
final class TargetLeakage {
  private static final int ROWS_EACH = 5;
  private static final double NEARLY_ONE = 0.9999;

  private final Table rows;
  private final double[] target;
  private final int classes;
  private final Moments moments;

  private TargetLeakage(Table rows, double[] target, int classes) {
    this.rows = rows;
    this.target = target;
    this.classes = classes;
    this.moments = Moments.of(target);
  }

  static List<Notice> warnings(Table rows, List<Feature> inputs, Target target) {
    var leak =
        switch (target) {
          case Target.Classes it ->
              new TargetLeakage(rows, toDoubles(it.labels(rows)), it.levels().size());
          case Target.Number it -> new TargetLeakage(rows, it.numbers(rows), 0);
        };
    return inputs.parallelStream()
        .filter(leak::givesAway)
        .map(input -> warning(input.column(), target.column(), rows.rowCount()))
        .toList();
  }

  private static Notice warning(String column, String target, int rows) {
    return Notice.of(
        "%s alone predicts %s in all %s training rows, which may be a leak"
            .formatted(column, target, rows),
        "use {} if it is not known at prediction.",
        Remedy.of(Setting.IGNORE, column));
  }

  private boolean givesAway(Feature input) {
    var cells = rows.cells(input.column());
    if (eachValueHasOneTarget(cells)) {
      return true;
    }
    if (!(input instanceof Feature.Numeric) || cells.missingCount() > 0) {
      return false;
    }
    var numbers = new double[cells.size()];
    Arrays.setAll(numbers, cells::number);
    return classes > 0 ? isSeparated(numbers) : isProportional(numbers);
  }

  private boolean eachValueHasOneTarget(Column cells) {
    var values = new KeyPlaces();
    var targets = new double[1 + rows.rowCount() / ROWS_EACH];
    for (var row = 0; row < cells.size(); row++) {
      var known = values.size();
      var value = values.place(cells.key(row));
      if (tooMany(values.size())) {
        return false;
      }
      if (value == known) {
        targets[value] = target[row];
      } else if (targets[value] != target[row]) {
        return false;
      }
    }
    return true;
  }

  private boolean tooMany(int groups) {
    return rows.rowCount() < ROWS_EACH * groups;
  }

  /** Whether the classes' ranges of numbers do not overlap. */
  private boolean isSeparated(double[] numbers) {
    if (tooMany(classes)) {
      return false;
    }
    var ranges = new double[classes][];
    Arrays.setAll(ranges, _ -> new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY});
    for (var row = 0; row < numbers.length; row++) {
      var range = ranges[(int) target[row]];
      range[0] = Math.min(range[0], numbers[row]);
      range[1] = Math.max(range[1], numbers[row]);
    }
    Arrays.sort(ranges, Comparator.comparingDouble(range -> range[0]));
    return IntStream.range(1, classes).allMatch(i -> ranges[i - 1][1] < ranges[i][0]);
  }

  private boolean isProportional(double[] numbers) {
    return !tooMany(2) && Math.abs(Moments.correlation(numbers, target, moments)) > NEARLY_ONE;
  }

  private static double[] toDoubles(int[] labels) {
    return IntStream.of(labels).asDoubleStream().toArray();
  }
}
