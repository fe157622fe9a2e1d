package org.backprop.table;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.CharArrayReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.backprop.advice.Setting;

/**
 * Reads a file of comma-separated values into a {@link Table}. FastCSV reads what is written in
 * order; where it is not, all is read again by the {@link TolerantReader}.
 */
final class CsvFile {
  private final String source;
  private final CsvFormat format;
  private final DecodedText text;
  private final SampleText sample;
  private final Findings findings;

  private CsvFile(String source, CsvFormat format, InputStream in) throws IOException {
    this.source = source;
    this.format = format;
    this.text = new DecodedText(in, format.encoding());
    this.sample = SampleText.of(text);
    this.findings = new Findings(format);
  }

  static Table read(Path path, CsvFormat format, String source) {
    var again = Files.isRegularFile(path); // a pipe can be read but once
    var table =
        again
            ? DataFile.read(path, source, in -> new CsvFile(source, format, in).fast(in))
            : Optional.<Table>empty();
    return table.orElseGet(
        () -> DataFile.read(path, source, in -> new CsvFile(source, format, in).tolerant(in)));
  }

  private Optional<Table> fast(InputStream in) throws IOException {
    var start = CsvStart.of(source, sample, format, findings);
    if (!start.isTidy()) {
      return Optional.empty();
    }
    var blocks =
        new TextBlocks(
            rows(start),
            start.dialect().quote(),
            sample.text().indexOf(start.dialect().quote()) >= 0,
            (block, length) -> read(start, block, length));
    return blocks
        .rows(start.linesBeforeRows())
        .filter(rows -> !CsvFooter.isFootnote(rows))
        .map(rows -> table(start, rows, in));
  }

  /** Reads a block of rows; empty if one is ragged or cannot be read. */
  private static Optional<CollectedRows> read(CsvStart start, char[] block, int length) {
    var collector = start.collector(0);
    var dialect = start.dialect();
    var builder =
        CsvReader.builder()
            .fieldSeparator(dialect.delimiter().charAt(0))
            .quoteCharacter(dialect.quote())
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // the collector counts
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false);
    if (!dialect.comment().isEmpty()) {
      builder.commentStrategy(CommentStrategy.SKIP).commentCharacter(dialect.comment().charAt(0));
    }
    try (var reader = builder.build(collector, new CharArrayReader(block, 0, length))) {
      for (int fields : reader) {
        if (!collector.keep(fields)) {
          return Optional.empty();
        }
      }
      return Optional.of(collector.collected());
    } catch (CsvParseException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ResumedText rows(CsvStart start) {
    return new ResumedText(sample.text(), sample.lineStart(start.linesBeforeRows()), text);
  }

  private Table tolerant(InputStream in) throws IOException {
    var start = CsvStart.of(source, sample, format, findings);
    var width = start.layout().width();
    var collector = start.collector(0);
    var ragged = new RaggedRows(source, width, format.ragged());
    var reader =
        new TolerantReader(
            rows(start), start.linesBeforeRows(), start.dialect(), width, start::isRow);
    var other = Integer.MAX_VALUE; // the line in which another table begins
    try {
      for (var record = reader.next(); record.isPresent(); record = reader.next()) {
        var row = record.get();
        if (start.isOtherHeader(row)) {
          other = row.line();
          reader.skipRest();
        } else if (row.fits(width) || ragged.isFilled(row)) {
          collector.add(row);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    new CsvFooter(collector, ragged, findings).cut(format, other, reader.line());
    findings.addAll(ragged.notices(collector.rows()));
    findings.addAll(reader.repairs().notices());
    return table(start, collector.collected(), in);
  }

  private Table table(CsvStart start, CollectedRows rows, InputStream in) {
    if (rows.rows() == 0) {
      throw new DataException(source + " has a header line but no rows; add the rows.");
    }
    reportEncoding();
    if (rows.repeatedHeaders() > 0) {
      findings.add(
          "The header comes again %s among the rows."
              .formatted(Counted.of(rows.repeatedHeaders(), "time")));
    }
    if (in instanceof GzipData gzip && gzip.isFollowedByOther()) {
      findings.add(source + " has other bytes after its gzip data; they are not read.");
    }
    findings.addAll(start.names().notices());
    var columns = NamedColumns.of(start.names(), rows.columns(), findings);
    var reading =
        TableReading.of(
            columns.names(), columns.cells(), format.cells(), start.dialect().delimiter());
    findings.add(reading);
    return new Table(
        new Table.Origin(
            source, rows.lines(), findings.notices(), findings.settled(), reading.cells()),
        columns.names(),
        reading.columns());
  }

  private void reportEncoding() {
    if (text.isGuessed()) {
      var name = text.charset().name();
      findings.decided(Setting.ENCODING, name, "the text is not UTF-8");
    }
    if (text.replaced() > 0) {
      findings.add(
          "%s of %s not UTF-8, as the rest is; read as Windows-1252."
              .formatted(
                  Counted.of(text.replaced(), "byte"),
                  source + (text.replaced() == 1 ? " is" : " are")));
    }
  }
}
