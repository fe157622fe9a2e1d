package org.backprop.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.backprop.table.FieldSplitter.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of any dialect line by line, and repairs what does not fit the width: a stray
 * quotation mark that would swallow the lines after it, a line with another delimiter.
 */
final class TolerantReader {
  private static final int BUFFER = 1 << 16;
  private static final int MOST_LINES = 500; // of one record
  private static final int MANY_FAILURES = 100;
  private static final int FEW_LINES = 10;
  private static final List<String> OTHER_DELIMITERS = List.of(",", ";", "\t", "|", Dialect.SPACES);

  private final BufferedReader text;
  private final Dialect dialect;
  private final int width;
  private final Predicate<List<String>> isRow;
  private final Deque<String> pushedBack = new ArrayDeque<>();
  private final Repairs repairs = new Repairs();
  private int line; // the number of the line that was taken last
  private boolean afterBlank;
  private int failures;

  /** Reads records that should have {@code width} fields, or any number if it is 0. */
  TolerantReader(Reader text, Dialect dialect, int width) {
    this(text, 0, dialect, width, _ -> false);
  }

  /**
   * Reads rows.
   *
   * @param linesBefore the number of lines before the text
   * @param isRow whether the fields of a line with another delimiter are a row
   */
  TolerantReader(
      Reader text, int linesBefore, Dialect dialect, int width, Predicate<List<String>> isRow) {
    this.text = new BufferedReader(text, BUFFER);
    this.line = linesBefore;
    this.dialect = dialect;
    this.width = width;
    this.isRow = isRow;
  }

  /** What was repaired so far. */
  Repairs repairs() {
    return repairs;
  }

  /** The number of lines that were taken, and before them. */
  int line() {
    return line;
  }

  /** Takes all lines that are left, and keeps none. */
  void skipRest() {
    while (take() != null) {}
  }

  /** All records that are left. */
  List<TextRecord> all() {
    var records = new ArrayList<TextRecord>();
    for (var next = next(); next.isPresent(); next = next()) {
      records.add(next.get());
    }
    return records;
  }

  /** The next record that is neither blank nor a comment. */
  Optional<TextRecord> next() {
    afterBlank = false;
    for (var first = take(); first != null; first = take()) {
      afterBlank |= first.isBlank();
      if (!first.isBlank() && !isComment(first)) {
        return Optional.of(record(first));
      }
    }
    return Optional.empty();
  }

  private boolean isComment(String text) {
    return !dialect.comment().isEmpty() && text.startsWith(dialect.comment());
  }

  private TextRecord record(String first) {
    var start = line;
    var fields = FieldSplitter.split(dialect, first);
    if (fields.open()) {
      return joined(first, start);
    }
    if (fits(fields) || width == 0) {
      return of(start, fields);
    }
    return of(start, repaired(first, fields, start));
  }

  private TextRecord of(int start, Fields fields) {
    return new TextRecord(start, line - start + 1, fields.texts(), fields.quoted(), afterBlank);
  }

  private boolean fits(Fields fields) {
    return new TextRecord(0, 1, fields.texts(), new BitSet(), false).fits(width);
  }

  /** The record whose quoted field goes on in the next lines, unless its mark is a stray one. */
  private TextRecord joined(String first, int start) {
    var all = new StringBuilder(first);
    var more = new ArrayList<String>();
    var most = failures > MANY_FAILURES ? FEW_LINES : MOST_LINES;
    while (more.size() < most) {
      var next = take();
      if (next == null) {
        break;
      }
      more.add(next);
      all.append('\n').append(next);
      if (next.indexOf(dialect.quote()) >= 0) {
        var fields = FieldSplitter.split(dialect, all.toString());
        if (!fields.open()) {
          if (isStray(first, more)) {
            break;
          }
          return of(start, fields);
        }
      }
    }
    failures++;
    pushBack(more);
    repairs.strayQuote(start);
    return of(start, FieldSplitter.repair(dialect, first));
  }

  /** Whether each of the lines is a whole row by itself. */
  private boolean isStray(String first, List<String> more) {
    return width > 1
        && fits(FieldSplitter.repair(dialect, first))
        && more.stream()
            .map(text -> FieldSplitter.split(dialect, text))
            .allMatch(fields -> !fields.open() && fits(fields));
  }

  private Fields repaired(String text, Fields fields, int start) {
    if (dialect.quote() != Dialect.NONE && text.indexOf(dialect.quote()) >= 0) {
      var repaired = FieldSplitter.repair(dialect, text);
      if (fits(repaired)) {
        repairs.strayQuote(start);
        return repaired;
      }
    }
    for (var other : OTHER_DELIMITERS) {
      var split =
          FieldSplitter.split(new Dialect(other, dialect.quote(), dialect.escape(), ""), text);
      if (!split.open() && split.count() == width && isRow.test(split.texts())) {
        repairs.otherDelimiter(start);
        return split;
      }
    }
    return fields;
  }

  private @Nullable String take() {
    try {
      var next = pushedBack.isEmpty() ? text.readLine() : pushedBack.pop();
      if (next == null) {
        return null;
      }
      line++;
      return next.indexOf('\0') < 0 ? next : withoutNul(next);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String withoutNul(String text) {
    var rest = text.replace("\0", "");
    repairs.nulCharacters(text.length() - rest.length());
    return rest;
  }

  private void pushBack(List<String> lines) {
    lines.reversed().forEach(pushedBack::push);
    line -= lines.size();
  }
}
