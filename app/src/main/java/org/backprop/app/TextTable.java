package org.backprop.app;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Aligned columns of text: the first to the left, the others to the right.
 *
 * <pre>{@code
 * var table = TextTable.of("", "loss", "accuracy").row("training", "0.0123", "0.9964");
 * }</pre>
 */
public final class TextTable {
  static final int LABEL = 12;

  /** A space at which no line is broken. */
  static final char NO_BREAK = '\u00a0';

  private final List<List<String>> rows = new ArrayList<>();
  private final List<Boolean> left = new ArrayList<>();

  private TextTable() {}

  /**
   * A table with these headings; a heading that starts with {@code <} has its column to the left.
   */
  public static TextTable of(String... headings) {
    return of(List.of(headings));
  }

  /** A table with these headings. */
  public static TextTable of(List<String> headings) {
    var table = new TextTable();
    headings.forEach(heading -> table.left.add(table.left.isEmpty() || heading.startsWith("<")));
    table.add(headings.stream().map(h -> h.startsWith("<") ? h.substring(1) : h).toList());
    return table;
  }

  /** Adds a row, of as many cells as there are headings. */
  public TextTable row(String... cells) {
    return row(List.of(cells));
  }

  /** Adds a row, of as many cells as there are headings. */
  public TextTable row(List<String> cells) {
    if (cells.size() != left.size()) {
      throw new IllegalArgumentException(
          "a row of " + cells.size() + " cells in a table of " + left.size() + " columns");
    }
    add(cells);
    return this;
  }

  private void add(List<String> cells) {
    rows.add(cells.stream().map(ControlCharacters::escaped).toList());
  }

  /** The headings, then the cells of each row. */
  public List<List<String>> cells() {
    return rows.stream().map(List::copyOf).toList();
  }

  /** Whether the text of a column stands to the left. */
  public boolean isLeft(int column) {
    return left.get(column);
  }

  /** The lines, the headings first unless all are empty. */
  public List<String> lines() {
    var widths = new int[left.size()];
    for (var row : rows) {
      for (var i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).filter(text -> !text.isEmpty()).toList();
  }

  private String line(List<String> row, int[] widths) {
    var text = new StringJoiner("  ");
    for (var i = 0; i < widths.length; i++) {
      text.add(left.get(i) ? padded(row.get(i), widths[i]) : rightPadded(row.get(i), widths[i]));
    }
    return text.toString().stripTrailing();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The text with spaces after it. */
  static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - length(text)));
  }

  private static String rightPadded(String text, int width) {
    return " ".repeat(Math.max(0, width - length(text))) + text;
  }

  /** The text broken at spaces into lines of this width where that is possible. */
  static List<String> wrapped(String text, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : text.split(" ", -1)) {
      if (!line.isEmpty() && length(line + " " + word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines.stream().map(each -> each.replace(NO_BREAK, ' ')).toList();
  }
}
