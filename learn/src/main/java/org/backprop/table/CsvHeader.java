package org.backprop.table;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;

/** Decides whether a record names the columns of the rows below it. */
final class CsvHeader {
  private static final int LOOKED_AT = 50;
  private static final double MOST_VALUES = 0.9; // of the cells of a column of numbers

  private final TextRecord first;
  private final List<TextRecord> rows;

  /** A record and the rows below, of which each has at least as many fields. */
  CsvHeader(TextRecord first, List<TextRecord> rows) {
    this.first = first;
    this.rows = rows.subList(0, Math.min(rows.size(), LOOKED_AT));
  }

  /** Where nothing speaks for or against it, a record without numbers is a header. */
  boolean isLikely(int width) {
    var evidence = evidence(width);
    return evidence == 0 ? first.fields().stream().noneMatch(CsvHeader::isValue) : evidence > 0;
  }

  /**
   * Positive if the cells of the record are unlike those below: words above numbers or dates, or
   * above levels that recur without it; negative if they are alike.
   */
  int evidence(int width) {
    var sum = first.fields().getFirst().isBlank() && first.filled() == width && width > 1 ? 1 : 0;
    for (var column = 0; column < width; column++) {
      sum += evidenceOf(column);
    }
    return sum;
  }

  private int evidenceOf(int column) {
    var cell = cell(first, column);
    var below =
        rows.stream().map(row -> cell(row, column)).filter(text -> !isMissing(text)).toList();
    if (isMissing(cell) || below.isEmpty()) {
      return 0;
    }
    if (values(below) >= MOST_VALUES * below.size()) {
      return isValue(cell)
          ? (isYear(cell) && isAmongYears() && !below.stream().allMatch(CsvHeader::isYear) ? 1 : -1)
          : 2;
    }
    if (below.contains(cell)) {
      return below.size() > 1 ? -1 : 0;
    }
    var levels = new HashSet<>(below).size();
    return 3 * levels <= below.size() && !isValue(cell) ? 1 : 0;
  }

  /** Whether the record has a word and several years, as tables of time series do. */
  private boolean isAmongYears() {
    var cells = first.fields().stream().map(String::strip).toList();
    return cells.stream().filter(CsvHeader::isYear).count() > 1
        && cells.stream().anyMatch(cell -> !isMissing(cell) && !isValue(cell));
  }

  private static boolean isYear(String text) {
    return text.length() == 4 && text.matches("(1[89]|20)\\d\\d");
  }

  /** Whether the columns that hold numbers in the rows have none in the record, but texts. */
  boolean isAboveNumbers(int width) {
    return textsAboveNumbers(width) > 0;
  }

  /** Likewise, with several such texts or no other, as a line of units has. */
  boolean isUnits(int width) {
    var texts = textsAboveNumbers(width);
    return texts > 1 || (texts == 1 && first.texts() == 1);
  }

  /** The number of texts above numbers; 0 if there is a number above numbers. */
  private int textsAboveNumbers(int width) {
    var texts = 0;
    for (var column = 0; column < width; column++) {
      var place = column;
      var below =
          rows.stream().map(row -> cell(row, place)).filter(text -> !isMissing(text)).toList();
      if (!below.isEmpty() && values(below) >= MOST_VALUES * below.size()) {
        var cell = cell(first, column);
        if (isValue(cell)) {
          return 0;
        }
        texts += isMissing(cell) ? 0 : 1;
      }
    }
    return texts;
  }

  /** The columns that hold numbers or dates in nearly all rows. */
  static BitSet values(List<TextRecord> rows, int width) {
    var columns = new BitSet();
    for (var column = 0; column < width; column++) {
      var place = column;
      var texts =
          rows.stream().map(row -> cell(row, place)).filter(text -> !isMissing(text)).toList();
      columns.set(column, !texts.isEmpty() && values(texts) >= MOST_VALUES * texts.size());
    }
    return columns;
  }

  private static long values(List<String> texts) {
    return texts.stream().filter(CsvHeader::isValue).count();
  }

  private static String cell(TextRecord row, int column) {
    return column < row.width() ? row.fields().get(column).strip() : "";
  }

  private static boolean isMissing(String text) {
    return CellText.isMissing(text) || text.equals("-") || text.equalsIgnoreCase("n/a");
  }

  static boolean isValue(String text) {
    return CellText.isNumber(text) || WrittenNumber.isNumber(text) || CellShape.isDateOrTime(text);
  }
}
