package org.backprop.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Collects the rows that are read, column by column; each record gives its field count. Empty
 * fields beyond the last column do not count.
 */
final class CsvCollector extends AbstractBaseCsvCallbackHandler<Integer> implements RowTexts {
  private static final int FIRST_CELLS = 1 << 14; // of all columns together
  private static final int FEWEST_ROWS = 16;

  private final long[][] columns;
  private final Dictionary[] dictionaries;
  private final List<String> header;
  private final int linesBefore;
  private int[] lines;
  private int rows;
  private boolean blank;
  private boolean surplus;
  private boolean likeHeader;
  private int repeatedHeaders;

  /**
   * Collects rows of this number of columns.
   *
   * @param header the texts of the header, which are no row where they come again; or none
   * @param linesBefore the number of lines before the text that is read
   */
  CsvCollector(int width, List<String> header, int linesBefore) {
    this.header = header;
    this.linesBefore = linesBefore;
    this.lines = new int[Math.max(FEWEST_ROWS, FIRST_CELLS / width)];
    this.columns = new long[width][lines.length];
    this.dictionaries = new Dictionary[width];
    Arrays.setAll(dictionaries, _ -> new Dictionary());
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    if (rows == lines.length) {
      grow();
    }
    lines[rows] = linesBefore + (int) startingLineNumber;
    blank = true;
    surplus = false;
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
    if (field >= columns.length) {
      surplus |= from < to;
      return;
    }
    if (field == 0 || likeHeader) {
      likeHeader = isHeader(field, buffer, from, to);
    }
    columns[field][rows] = code(field, buffer, from, to, quoted);
  }

  private boolean isHeader(int field, char[] buffer, int from, int to) {
    if (field >= header.size()) {
      return false;
    }
    var name = header.get(field);
    return name.length() == to - from
        && name.contentEquals(CharBuffer.wrap(buffer, from, to - from));
  }

  private long code(int field, char[] buffer, int from, int to, boolean quoted) {
    var decimal = Decimal.of(buffer, from, to);
    if (decimal != Decimal.NONE) {
      return decimal;
    }
    var dictionary = dictionaries[field];
    return quoted
        ? ~dictionary.quotedPlace(buffer, from, to - from)
        : ~dictionary.unquotedPlace(buffer, from, to - from);
  }

  @Override
  protected Integer buildRecord() {
    return getFieldCount();
  }

  /** Keeps the record just read, which is one of FastCSV; false if it is ragged. */
  boolean keep(int fields) {
    if (blank && fields == 1) {
      return true;
    }
    if (fields < columns.length || surplus) {
      return false;
    }
    if (likeHeader) {
      repeatedHeaders++;
    } else {
      rows++;
    }
    return true;
  }

  /** Adds a row; missing fields are empty, and surplus ones are left out. */
  void add(TextRecord row) {
    handleBegin(row.line());
    for (var field = 0; field < columns.length; field++) {
      var text = field < row.width() ? row.fields().get(field).toCharArray() : new char[0];
      handleField(field, text, 0, text.length, row.quoted().get(field));
    }
    keep(columns.length);
  }

  @Override
  public int rows() {
    return rows;
  }

  /** The line in which the last row begins; 0 if there is none. */
  int lastLine() {
    return rows == 0 ? 0 : lines[rows - 1];
  }

  /** Leaves the last row out. */
  void removeLast() {
    rows--;
  }

  @Override
  public List<String> row(int row) {
    var texts = new String[columns.length];
    for (var field = 0; field < texts.length; field++) {
      var code = columns[field][row];
      texts[field] = code < 0 ? dictionaries[field].text((int) ~code) : Decimal.text(code);
    }
    return List.of(texts);
  }

  /** The rows, copied. */
  CollectedRows collected() {
    var cells = new ReadCells[columns.length];
    Arrays.setAll(
        cells, field -> new ReadCells(Codes.of(columns[field], rows), dictionaries[field]));
    return new CollectedRows(cells, Arrays.copyOf(lines, rows), repeatedHeaders);
  }

  private void grow() {
    lines = Arrays.copyOf(lines, 2 * lines.length);
    Arrays.setAll(columns, field -> Arrays.copyOf(columns[field], lines.length));
  }
}
