package org.backprop.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects the records that FastCSV reads, column by column; each record gives its field count. */
final class CsvCollector extends AbstractBaseCsvCallbackHandler<Integer> {
  private static final int FIRST_CAPACITY = 1024;

  private final List<long[]> columns = new ArrayList<>();
  private final List<Dictionary> dictionaries = new ArrayList<>();
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
    if (rows == 0) {
      storeFirst(field, buffer, from, to);
    } else if (field < columns.size()) {
      columns.get(field)[rows] = code(field, buffer, from, to);
    }
  }

  private long code(int field, char[] buffer, int from, int to) {
    var decimal = Decimal.of(buffer, from, to);
    return decimal == Decimal.NONE
        ? ~dictionaries.get(field).place(buffer, from, to - from)
        : decimal;
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
          "%s, line %s has %s where line %s has %s; quote a field that contains the delimiter, or add what is missing."
              .formatted(source, lines[rows], fields(fields), lines[0], columns.size()));
    }
    rows++;
  }

  int rows() {
    return rows;
  }

  /** The cells of each column in some of the rows, but not beyond the last. */
  ReadCells[] columns(int from, int to) {
    var cells = new ReadCells[columns.size()];
    Arrays.setAll(
        cells,
        field ->
            new ReadCells(
                Codes.of(Arrays.copyOfRange(columns.get(field), from, Math.min(to, rows))),
                dictionaries.get(field)));
    return cells;
  }

  /** The line in which each row starts, from the given row on. */
  int[] lines(int from) {
    return Arrays.copyOfRange(lines, from, rows);
  }

  private void storeFirst(int field, char[] buffer, int from, int to) {
    if (field == 0) {
      columns.clear(); // a line of blanks stood before
      dictionaries.clear();
    }
    columns.add(new long[lines.length]);
    dictionaries.add(new Dictionary());
    columns.get(field)[0] = code(field, buffer, from, to);
  }

  private void grow() {
    lines = Arrays.copyOf(lines, 2 * lines.length);
    columns.replaceAll(column -> Arrays.copyOf(column, lines.length));
  }

  private static String fields(int count) {
    return count == 1 ? "1 field" : count + " fields";
  }
}
