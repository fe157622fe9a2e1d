package org.backprop.table;

import org.backprop.advice.Setting;

/** Cuts off the lines after the last row of a table. */
final class CsvFooter {
  private final CsvCollector collector;
  private final RaggedRows ragged;
  private final Findings findings;

  CsvFooter(CsvCollector collector, RaggedRows ragged, Findings findings) {
    this.collector = collector;
    this.ragged = ragged;
    this.findings = findings;
  }

  /**
   * Cuts off the stated number of lines, or what has not the fields of a row.
   *
   * @param other the line in which another table begins, or a larger number
   * @param lines the number of lines of the file
   */
  void cut(CsvFormat format, int other, int lines) {
    var stated = format.count(Setting.SKIP_FOOTER);
    if (stated.isPresent()) {
      cutFrom(lines - stated.getAsInt() + 1);
      return;
    }
    var first = Math.min(other, ragged.footer(collector.lastLine()).orElse(lines + 1));
    while (isFootnote(collector)) {
      first = collector.lastLine();
      collector.removeLast();
    }
    if (first <= lines) {
      cutFrom(first);
      findings.decided(
          Setting.SKIP_FOOTER,
          String.valueOf(lines - first + 1),
          "%s after the table, which ends in line %s"
              .formatted(
                  first == lines
                      ? "line " + first + " stands"
                      : "lines " + first + " to " + lines + " stand",
                  collector.lastLine()));
    }
  }

  private void cutFrom(int line) {
    while (collector.lastLine() >= Math.max(1, line)) {
      collector.removeLast();
    }
    ragged.removeFrom(line);
  }

  /** Whether the last row has nothing but a sentence, or a word above which there are numbers. */
  static boolean isFootnote(RowTexts rows) {
    if (rows.rows() < 2) {
      return false;
    }
    var row = rows.row(rows.rows() - 1);
    var first = row.getFirst();
    return row.size() > 2
        && !first.isEmpty()
        && row.stream().skip(1).allMatch(String::isEmpty)
        && !CsvHeader.isValue(first)
        && (first.split("\\s+").length > 3 || CsvHeader.isValue(rows.row(0).getFirst()));
  }
}
