package org.backprop.table;

import java.util.Arrays;

/** Decides whether the first line of a file names the columns. */
final class CsvHeader {
  static final int LOOKED_AT = 50;

  private CsvHeader() {}

  /** Words above a column of numbers are names; so is a first line without any number. */
  static boolean isHeader(ReadCells[] columns) {
    return Arrays.stream(columns).anyMatch(CsvHeader::isWordAboveNumbers)
        || Arrays.stream(columns).noneMatch(column -> column.isNumber(0));
  }

  private static boolean isWordAboveNumbers(ReadCells column) {
    return !column.isMissing(0) && !isNumber(column.text(0)) && holdsNumbers(column);
  }

  private static boolean holdsNumbers(ReadCells column) {
    var present =
        column.texts().limit(LOOKED_AT).skip(1).filter(text -> !CellText.isMissing(text)).toList();
    return !present.isEmpty() && present.stream().allMatch(CsvHeader::isNumber);
  }

  private static boolean isNumber(String text) {
    return CellText.isNumber(text) || DecimalComma.isNumber(text);
  }
}
