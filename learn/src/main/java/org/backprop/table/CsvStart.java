package org.backprop.table;

import java.io.StringReader;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.backprop.advice.Setting;

/**
 * What the beginning of a file says about all of it.
 *
 * @param values the columns that hold numbers or dates
 * @param isTidy whether every row of the sample is written in order
 */
record CsvStart(
    Dialect dialect, CsvLayout layout, ColumnNames names, BitSet values, boolean isTidy) {

  /** Detects what is not stated. */
  static CsvStart of(String source, SampleText sample, CsvFormat stated, Findings findings) {
    var other = sample.otherThanTable();
    if (!other.isEmpty()) {
      throw new DataException(source + " " + other);
    }
    return new Detection(source, sample, stated, findings).start();
  }

  /** The number of lines before the first row. */
  int linesBeforeRows() {
    return layout.firstRow() - 1;
  }

  /** Whether the fields have values where the other rows have, which some must. */
  boolean isRow(List<String> fields) {
    return !values.isEmpty()
        && values.stream()
            .mapToObj(column -> fields.get(column).strip())
            .allMatch(text -> text.isEmpty() || CsvHeader.isValue(text));
  }

  /** Whether a record after a blank line has texts where the rows have values: another table's. */
  boolean isOtherHeader(TextRecord record) {
    return record.afterBlank()
        && record.line() > layout.firstRow()
        && record.fits(layout.width())
        && !values.isEmpty()
        && !record
            .fields()
            .equals(layout.headers().isEmpty() ? List.of() : layout.headers().getLast().fields())
        && values.stream()
            .mapToObj(column -> record.fields().get(column).strip())
            .noneMatch(text -> text.isEmpty() || CsvHeader.isValue(text));
  }

  /** A collector of rows, whose lines are counted from the first row on. */
  CsvCollector collector(int linesBefore) {
    var header =
        layout.headers().isEmpty() || layout.width() == 1
            ? List.<String>of()
            : layout.headers().getLast().fields().stream().map(String::strip).toList();
    return new CsvCollector(layout.width(), header, linesBefore);
  }

  private static final class Detection {
    private final String source;
    private final SampleText sample;
    private final Findings findings;
    private CsvFormat format;
    private String text;
    private int before; // lines that are skipped

    Detection(String source, SampleText sample, CsvFormat stated, Findings findings) {
      this.source = source;
      this.sample = sample;
      this.findings = findings;
      this.format = stated;
      this.text = sample.wholeLines();
    }

    CsvStart start() {
      var says = CsvSample.statedDelimiter(text);
      if (says.isPresent() && format.text(Setting.DELIMITER).isEmpty()) {
        format = format.withDelimiter(says.get());
        skip(1);
        findings.decided(Setting.DELIMITER, says.get(), "line 1 states the delimiter");
      }
      format.count(Setting.SKIP_LINES).ifPresent(this::skip);
      if (text.isBlank()) {
        throw empty();
      }
      var best = new CsvSample(text, format).best();
      var comments = new CommentLines(text, best.dialect(), best.width());
      var dialect = format.text(Setting.COMMENT).isPresent() ? best.dialect() : comments.resolved();
      var reader = new TolerantReader(new StringReader(text), dialect, best.width());
      var records = reader.all();
      if (records.isEmpty()) {
        throw empty();
      }
      var layout =
          CsvLayout.of(
                  records,
                  format,
                  line ->
                      dialect.comment().isEmpty() ? Optional.empty() : comments.namesBefore(line))
              .shifted(before);
      var names = new ColumnNames(layout, source);
      report(dialect, layout, records);
      var rows =
          records.stream().filter(record -> record.line() + before >= layout.firstRow()).toList();
      var tidy =
          dialect.isPlain()
              && reader.repairs().isEmpty()
              && !text.contains(dialect.delimiter() + " " + dialect.quote())
              && format.count(Setting.SKIP_FOOTER).isEmpty()
              && rows.stream().allMatch(record -> record.fits(layout.width()));
      var values = CsvHeader.values(rows, layout.width());
      var start = new CsvStart(dialect, layout, names, values, tidy);
      return rows.stream().anyMatch(start::isOtherHeader)
          ? new CsvStart(dialect, layout, names, values, false)
          : start;
    }

    private DataException empty() {
      return new DataException(source + " is empty; give a file with a header line and rows.");
    }

    private void skip(int lines) {
      before = lines;
      text = text.substring(Math.min(text.length(), sample.lineStart(lines)));
    }

    private void report(Dialect dialect, CsvLayout layout, List<TextRecord> records) {
      if (!dialect.delimiter().equals(",")) {
        var fitting = records.stream().filter(record -> record.fits(layout.width())).count();
        findings.decided(
            Setting.DELIMITER,
            dialect.delimiter(),
            dialect.delimiter().equals(Dialect.ONE_COLUMN)
                ? "no delimiter splits most lines alike"
                : "%s of %s records looked at have %s fields"
                    .formatted(fitting, records.size(), layout.width()));
      }
      reportCharacter(Setting.QUOTE, dialect.quote(), '"', "fields stand in these marks");
      reportCharacter(
          Setting.ESCAPE, dialect.escape(), Dialect.NONE, "a quotation mark follows it");
      if (!dialect.comment().isEmpty()) {
        findings.decided(
            Setting.COMMENT, dialect.comment(), "such lines have not the fields of a row");
      }
      var lines = layout.start() - 1;
      if (lines > 0 && hasTextBefore(lines, dialect.comment())) {
        findings.decided(
            Setting.SKIP_LINES,
            String.valueOf(lines),
            (lines == 1 ? "line 1 stands" : "lines 1 to " + lines + " stand")
                + " before the table");
        if (layout.headerLines() == 1) {
          findings.settle(Setting.HEADER_LINES, "1"); // what is skipped is no evidence any more
        }
      }
      if (layout.headers().size() > 1) {
        findings.decided(
            Setting.HEADER_LINES,
            String.valueOf(layout.headerLines()),
            "these lines have texts above columns of numbers");
      }
    }

    /** Whether there is more than blank lines and comments. */
    private boolean hasTextBefore(int lines, String comment) {
      return sample
          .text()
          .substring(0, sample.lineStart(lines))
          .lines()
          .anyMatch(line -> !line.isBlank() && (comment.isEmpty() || !line.startsWith(comment)));
    }

    private void reportCharacter(Setting setting, char found, char usual, String fact) {
      if (found != usual) {
        findings.decided(setting, found == Dialect.NONE ? "none" : String.valueOf(found), fact);
      }
    }
  }
}
