package org.backprop.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.backprop.advice.Setting;

/**
 * Where the table in a file begins, and which lines name its columns.
 *
 * @param width the number of columns
 * @param start the first line of the header, or of the rows if there is none
 * @param firstRow the line in which the first row begins
 * @param headers the records that name the columns; none if there is no header
 * @param headerLines the number of records of the header, rules as {@code ---} among them
 * @param rowNames whether the header has no name for the first column, as R writes row names
 */
record CsvLayout(
    int width,
    int start,
    int firstRow,
    List<TextRecord> headers,
    int headerLines,
    boolean rowNames) {
  private static final int MOST_HEADERS = 5;

  /**
   * Finds the table among the records at the beginning of a file.
   *
   * @param comments the comment before a line that names the columns, if there is one
   */
  static CsvLayout of(
      List<TextRecord> records, CsvFormat format, IntFunction<Optional<TextRecord>> comments) {
    return new Search(records, format, comments).layout();
  }

  /** The layout of a file that has this number of lines before the records. */
  CsvLayout shifted(int lines) {
    return new CsvLayout(width, start + lines, firstRow + lines, headers, headerLines, rowNames);
  }

  private static final class Search {
    private final List<TextRecord> records;
    private final CsvFormat format;
    private final IntFunction<Optional<TextRecord>> comments;
    private final int width;

    Search(List<TextRecord> records, CsvFormat format, IntFunction<Optional<TextRecord>> comments) {
      this.records = records;
      this.format = format;
      this.comments = comments;
      this.width = trimmed(DialectScore.commonWidth(records));
    }

    /** Without columns at the end that are empty in every row and have no name. */
    private int trimmed(int common) {
      var filled =
          records.stream()
              .filter(record -> record.fits(common))
              .mapToInt(TextRecord::filled)
              .max()
              .orElse(common);
      return Math.max(1, Math.min(common, filled));
    }

    CsvLayout layout() {
      var first = firstOfTable();
      var stated = format.count(Setting.HEADER_LINES);
      if (stated.isPresent()) {
        var above = above(first, stated.getAsInt());
        return with(above, above + stated.getAsInt());
      }
      var evidence = new CsvHeader(records.get(first), after(first)).evidence(width);
      if (evidence <= 0 && first > 0 && isHeaderOfOtherWidth(first)) {
        return with(first - 1, first);
      }
      var named =
          evidence < 0 ? comments.apply(records.get(first).line()) : Optional.<TextRecord>empty();
      if (named.isPresent()) {
        var line = records.get(first).line();
        return new CsvLayout(width, named.get().line(), line, List.of(named.get()), 0, false);
      }
      if (new CsvHeader(records.get(first), after(first)).isLikely(width)) {
        return with(first, headersEnd(first));
      }
      if (hasHeaderBelow(first)) {
        return with(first + 1, headersEnd(first + 1));
      }
      return with(first, first);
    }

    /** One record higher where the only stated line of names has another width. */
    private int above(int first, int headerLines) {
      return headerLines == 1
              && first > 0
              && records.get(first - 1).filled() == width - 1
              && isHeaderOfOtherWidth(first)
              && new CsvHeader(records.get(first), after(first)).evidence(width) <= 0
          ? first - 1
          : first;
    }

    /** The first record of the table's width from which on most have it, but no title of it. */
    private int firstOfTable() {
      var first = 0;
      while (first < records.size() - 1 && !begins(first)) {
        first++;
      }
      if (format.count(Setting.SKIP_LINES).isPresent()) {
        return first;
      }
      var table = first;
      while (table < records.size() - 2 && isTitle(table)) {
        table++;
      }
      return records.get(table).texts() > 1 ? table : first;
    }

    private boolean begins(int place) {
      var next = after(place).stream().limit(3).toList();
      return records.get(place).fits(width)
          && 2 * next.stream().filter(record -> record.fits(width)).count() >= next.size();
    }

    /** Whether the record is empty but for a text in its first cell. */
    private boolean isTitle(int place) {
      var record = records.get(place);
      return record.texts() == 0
          || (record.texts() == 1
              && record.filled() == 1
              && width > 1
              && !CsvHeader.isValue(record.fields().getFirst().strip()));
    }

    private List<TextRecord> after(int place) {
      return records.subList(place + 1, records.size()).stream()
          .filter(record -> record.fits(width))
          .toList();
    }

    /** Names directly above the rows: one fewer than columns, or more. */
    private boolean isHeaderOfOtherWidth(int first) {
      var above = records.get(first - 1);
      var names = above.filled();
      var directly = above.line() + above.lines() == records.get(first).line();
      var fewer = names == width - 1 && (width > 2 || above.fields().getFirst().matches("\\S+"));
      return directly
          && (fewer || (names > width && names <= 2 * width && width > 1))
          && above.fields().stream()
              .limit(names)
              .noneMatch(name ->
                  name.isBlank()
                      || (CsvHeader.isValue(name.strip()) && !name.strip().matches("\\d{4}")));
    }

    /** Where the header ends: the last record down to which all have texts above numbers. */
    private int headersEnd(int first) {
      for (var end = Math.min(first + MOST_HEADERS, records.size() - 1); end > first + 1; end--) {
        if (areHeaders(first, end)) {
          return end;
        }
      }
      return first + 1;
    }

    private boolean areHeaders(int first, int end) {
      var rows = after(end - 1);
      return new CsvHeader(records.get(first), rows).isAboveNumbers(width)
          && IntStream.range(first + 1, end)
              .allMatch(place ->
                  isRule(place)
                      || (records.get(place).fits(width)
                          && new CsvHeader(records.get(place), rows).isUnits(width)));
    }

    /** A line such as {@code ---|---}. */
    private boolean isRule(int place) {
      return records.get(place).fields().stream()
              .allMatch(cell -> cell.strip().matches("([-=+:]{2,})?"))
          && records.get(place).texts() > 0;
    }

    /** Whether the second record is a header by strong evidence, so that the first is a title. */
    private boolean hasHeaderBelow(int first) {
      if (first >= records.size() - 2) {
        return false;
      }
      var below = new CsvHeader(records.get(first + 1), after(first + 1));
      return below.isAboveNumbers(width) && below.evidence(width) > 0;
    }

    private CsvLayout with(int first, int end) {
      var headers = new ArrayList<>(records.subList(first, Math.min(end, records.size())));
      headers.removeIf(
          record -> records.indexOf(record) > first && isRule(records.indexOf(record)));
      var firstRow =
          end < records.size()
              ? records.get(end).line()
              : records.getLast().line() + records.getLast().lines();
      var rowNames =
          headers.size() == 1
              && headers.getFirst().filled() == width - 1
              && headers.getFirst().width() == width - 1;
      return new CsvLayout(
          width, records.get(first).line(), firstRow, headers, end - first, rowNames);
    }
  }
}
