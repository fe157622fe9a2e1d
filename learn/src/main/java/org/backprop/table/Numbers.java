package org.backprop.table;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A column of numbers. */
public sealed interface Numbers extends Column permits DecimalNumbers, DoubleNumbers {

  /** A column of these doubles, of which NaN is missing; the array is copied. */
  static Numbers of(double... values) {
    return new DoubleNumbers(values.clone());
  }

  /** A column of these whole numbers, exact also beyond 2^53. */
  static Numbers of(long... values) {
    var numbers = new DecimalNumbersBuilder(values.length);
    for (var value : values) {
      numbers.add(value);
    }
    return numbers.build();
  }

  /** Whether the number is written as a whole one: {@code 3}, not {@code 3.0} or {@code 3e2}. */
  boolean isWhole(int row);

  /** Whether the double is the number that is written there, up to rounding of fractions. */
  boolean isExact(int row);

  /** The number as a plain decimal with the digits that were written: {@code -3.50}. */
  String plainText(int row);

  /** One name for all the ways to write the number. */
  String canonical(int row);

  @Override
  default ColumnType type() {
    return ColumnType.NUMBER;
  }

  @Override
  default boolean isSameValue(int row, int other) {
    var exact = isExact(row) && isExact(other);
    return exact ? number(row) == number(other) : canonical(row).equals(canonical(other));
  }

  /** How often each number occurs, ascending, by the name under which it occurs first. */
  @Override
  default Map<String, Integer> counts() {
    var counts = SortedNumbers.of(this).counts();
    Map<String, String> names = new HashMap<>();
    for (var row = 0; row < size() && names.size() < counts.size(); row++) {
      if (!isMissing(row)) {
        names.putIfAbsent(canonical(row), plainText(row));
      }
    }
    Map<String, Integer> named = new LinkedHashMap<>();
    counts.forEach((canonical, count) -> named.put(names.get(canonical), count));
    return named;
  }
}
