package org.backprop.data;

import java.util.Arrays;

/** Decides whether the first line of a file names the columns. */
final class CsvHeader {
  private static final int LOOKED_AT = 50;

  private CsvHeader() {}

  /** Words above a column of numbers are names; so is a first line without any number. */
  static boolean isHeader(String[][] columns) {
    return Arrays.stream(columns).anyMatch(CsvHeader::isWordAboveNumbers)
        || Arrays.stream(columns).noneMatch(column -> Cell.isNumber(column[0]));
  }

  private static boolean isWordAboveNumbers(String[] column) {
    return !Cell.isMissing(column[0]) && !isNumber(column[0]) && holdsNumbers(column);
  }

  private static boolean holdsNumbers(String[] column) {
    var present =
        Arrays.stream(column, 1, Math.min(column.length, LOOKED_AT))
            .filter(text -> !Cell.isMissing(text))
            .toList();
    return !present.isEmpty() && present.stream().allMatch(CsvHeader::isNumber);
  }

  private static boolean isNumber(String text) {
    return Cell.isNumber(text) || DecimalComma.isNumber(text);
  }
}
