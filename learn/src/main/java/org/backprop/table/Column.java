package org.backprop.table;

import java.util.AbstractList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The cells of a column in the form of its type; immutable.
 *
 * <p>Every kind keeps its values in arrays of primitives and gives the text of a cell, as it was
 * written, when it is asked for. A cell may be missing in each kind.
 */
public sealed interface Column permits Numbers, Words, DateTimes, Flags {
  ColumnType type();

  int size();

  boolean isMissing(int row);

  /** The cell as it was written, also if that says that the value is missing. */
  String text(int row);

  /** The number that is written there, infinities included; NaN if it is none. */
  double number(int row);

  /** Equal for two rows of this column exactly if their texts are equal. */
  long key(int row);

  /** The column of some of the rows, in the order given; of the same type. */
  Column select(int[] rows);

  /** Counts of the missing and of the distinct values, and the range; computed once. */
  ColumnStatistics statistics();

  /** How often each value that is not missing occurs; sorted, numbers by value. */
  Map<String, Integer> counts();

  /** Whether two rows that are not missing have the same value. */
  default boolean isSameValue(int row, int other) {
    return key(row) == key(other);
  }

  /** Whether there are two different values beside missing ones. */
  default boolean varies() {
    var first = present().findFirst().orElse(0);
    return present().anyMatch(row -> !isSameValue(first, row));
  }

  default boolean isNumber(int row) {
    return !Double.isNaN(number(row));
  }

  default IntStream rows() {
    return IntStream.range(0, size());
  }

  /** The numbers of the rows that are not missing, ascending. */
  default IntStream present() {
    return rows().filter(row -> !isMissing(row));
  }

  /** The same as an array. */
  default int[] presentRows() {
    var present = new int[size() - missingCount()];
    var count = 0;
    for (var row = 0; count < present.length; row++) {
      if (!isMissing(row)) {
        present[count++] = row;
      }
    }
    return present;
  }

  default int missingCount() {
    var count = 0;
    for (var row = 0; row < size(); row++) {
      count += isMissing(row) ? 1 : 0;
    }
    return count;
  }

  /** The type, the number of rows and the first cells: {@code words[3]: a, b, a}. */
  static String toString(Column column) {
    var shown = column.asList().stream().limit(8).collect(Collectors.joining(", "));
    var type = column.type().name().toLowerCase(Locale.ROOT);
    return "%s[%s]: %s%s".formatted(type, column.size(), shown, column.size() > 8 ? ", ..." : "");
  }

  /** The texts as a list, each made when it is asked for. */
  default List<String> asList() {
    return new AbstractList<>() {
      @Override
      public String get(int row) {
        return text(row);
      }

      @Override
      public int size() {
        return Column.this.size();
      }
    };
  }
}
