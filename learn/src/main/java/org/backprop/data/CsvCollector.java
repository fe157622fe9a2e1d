package org.backprop.data;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects the records that FastCSV reads, column by column; each record gives its field count. */
final class CsvCollector extends AbstractBaseCsvCallbackHandler<Integer> {
  private static final int FIRST_CAPACITY = 1024;

  private final List<String[]> columns = new ArrayList<>();
  private final TextCache texts = new TextCache();
  private int[] lines = new int[FIRST_CAPACITY];
  private int rows;
  private boolean blank;

  @Override
  protected void handleBegin(long startingLineNumber) {
    if (rows == lines.length) {
      grow();
    }
    lines[rows] = (int) startingLineNumber;
    blank = true;
  }

  @Override
  protected void handleField(int field, char[] buffer, int offset, int length, boolean quoted) {
    var from = offset;
    var to = offset + length;
    while (from < to && buffer[from] <= ' ') {
      from++;
    }
    while (from < to && buffer[to - 1] <= ' ') {
      to--;
    }
    blank &= from == to && !quoted;
    store(field, texts.of(buffer, from, to - from));
  }

  @Override
  protected Integer buildRecord() {
    return getFieldCount();
  }

  /** Keeps the record just read, unless it is a line of blanks; it must have that many fields. */
  void keep(int fields, String source) {
    if (blank && fields == 1) {
      return;
    }
    if (fields != columns.size()) {
      throw new DataException(
          "%s, line %d has %s where line %d has %d; quote a field that contains the delimiter, or add what is missing."
              .formatted(source, lines[rows], fields(fields), lines[0], columns.size()));
    }
    rows++;
  }

  int rows() {
    return rows;
  }

  /** The texts of each column from the given row on. */
  String[][] cells(int from) {
    return columns.stream()
        .map(column -> Arrays.copyOfRange(column, from, rows))
        .toArray(String[][]::new);
  }

  /** The line in which each row starts, from the given row on. */
  int[] lines(int from) {
    return Arrays.copyOfRange(lines, from, rows);
  }

  private void store(int field, String text) {
    if (rows == 0) {
      storeFirst(field, text);
    } else if (field < columns.size()) {
      columns.get(field)[rows] = text;
    }
  }

  private void storeFirst(int field, String text) {
    if (field == 0) {
      columns.clear(); // a line of blanks stood before
    }
    columns.add(new String[lines.length]);
    columns.get(field)[0] = text;
  }

  private void grow() {
    lines = Arrays.copyOf(lines, 2 * lines.length);
    columns.replaceAll(column -> Arrays.copyOf(column, lines.length));
  }

  private static String fields(int count) {
    return count == 1 ? "1 field" : count + " fields";
  }
}
