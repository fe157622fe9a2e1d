package org.backprop.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ObjIntConsumer;

/**
 * The numbers of a column, sorted, in which equal ones stand side by side.
 *
 * @param values those of which the double is exact, ascending; never -0
 * @param inexact how often each of the others occurs, by its canonical name
 * @param missing how many cells are missing
 */
@SuppressWarnings("ArrayRecordComponent") // used at once; never compared
record SortedNumbers(double[] values, Map<String, Integer> inexact, int missing) {

  static SortedNumbers of(Numbers numbers) {
    var values = new double[numbers.size()];
    Map<String, Integer> inexact = new HashMap<>();
    var count = 0;
    var missing = 0;
    for (var row = 0; row < values.length; row++) {
      if (numbers.isMissing(row)) {
        missing++;
      } else if (numbers.isExact(row)) {
        values[count++] = numbers.number(row) + 0.0; // -0 becomes 0
      } else {
        inexact.merge(numbers.canonical(row), 1, Integer::sum);
      }
    }
    values = count == values.length ? values : Arrays.copyOf(values, count);
    Arrays.parallelSort(values);
    return new SortedNumbers(values, inexact, missing);
  }

  ColumnStatistics statistics() {
    return new ColumnStatistics(missing, distinct() + inexact.size(), min(), max());
  }

  /** How often each number occurs, ascending. */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    forEachRun((value, count) -> counts.put(CellText.canonical(value), count));
    counts.putAll(inexact);
    return inexact.isEmpty() ? counts : Levels.sorted(counts);
  }

  private int distinct() {
    var distinct = 0;
    for (var i = 0; i < values.length; i++) {
      distinct += i == 0 || values[i] != values[i - 1] ? 1 : 0;
    }
    return distinct;
  }

  private void forEachRun(ObjIntConsumer<Double> run) {
    var start = 0;
    for (var i = 1; i <= values.length; i++) {
      if (i == values.length || values[i] != values[start]) {
        run.accept(values[start], i - start);
        start = i;
      }
    }
  }

  private OptionalDouble min() {
    var least = inexact.keySet().stream().mapToDouble(CellText::number).min();
    return values.length == 0
        ? least
        : OptionalDouble.of(Math.min(values[0], least.orElse(values[0])));
  }

  private OptionalDouble max() {
    var most = inexact.keySet().stream().mapToDouble(CellText::number).max();
    var last = values.length - 1;
    return last < 0 ? most : OptionalDouble.of(Math.max(values[last], most.orElse(values[last])));
  }
}
