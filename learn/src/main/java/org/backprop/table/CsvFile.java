package org.backprop.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.backprop.advice.Notice;

/** Reads a file of comma-separated values into a {@link Table}. */
final class CsvFile {
  private static final int SAMPLE = 1 << 16;

  private final String source;
  private final CsvFormat format;
  private final List<Notice> notices = new ArrayList<>();

  private CsvFile(String source, CsvFormat format) {
    this.source = source;
    this.format = format;
  }

  static Table read(Path path, CsvFormat format) {
    var file = new CsvFile(path.toString(), format);
    return DataFile.read(path, in -> file.table(text(in)));
  }

  private Table table(BufferedReader text) throws IOException {
    var delimiter = delimiter(text);
    var records = records(text, delimiter);
    if (records.rows() == 0) {
      throw new DataException(source + " is empty; give a file with a header line and rows.");
    }
    var top = records.columns(0, CsvHeader.LOOKED_AT);
    var first = format.header().orElseGet(() -> CsvHeader.isHeader(top)) ? 1 : 0;
    if (records.rows() == first) {
      throw new DataException(source + " has a header line but no rows; add the rows.");
    }
    var names = first == 1 ? header(top, records.lines(0)[0]) : numbered(top.length);
    var columns = records.columns(first, records.rows());
    if (format.decimalComma().orElse(delimiter != ',')) {
      notices.addAll(DecimalComma.replace(names, columns));
    }
    return new Table(
        new Table.Origin(source, records.lines(first), List.copyOf(notices)),
        names,
        Arrays.stream(columns).map(ReadCells::typed).toArray(Column[]::new));
  }

  private char delimiter(BufferedReader text) throws IOException {
    var sample = new char[SAMPLE];
    text.mark(SAMPLE);
    var length = fill(text, sample);
    text.reset();
    var start = new String(sample, 0, length);
    if (start.startsWith("PK\u0003\u0004") || start.indexOf('\0') >= 0) {
      throw new DataException(
          source + " is not text (a spreadsheet or an archive?); save it as CSV in UTF-8.");
    }
    return format.delimiter().orElseGet(() -> new CsvSample(start, length == SAMPLE).delimiter());
  }

  private static int fill(BufferedReader text, char[] sample) throws IOException {
    var length = 0;
    while (length < sample.length) {
      var more = text.read(sample, length, sample.length - length);
      if (more < 0) {
        break;
      }
      length += more;
    }
    return length;
  }

  private CsvCollector records(BufferedReader text, char delimiter) throws IOException {
    var collector = new CsvCollector();
    var builder =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // the collector counts
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false);
    try (var reader = builder.build(collector, text)) {
      for (int fields : reader) {
        collector.keep(fields, source);
      }
    } catch (CsvParseException e) {
      throw new DataException(sentence(e), e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return collector;
  }

  private String sentence(CsvParseException e) {
    return "%s cannot be read as CSV: %s; check the quotation marks there."
        .formatted(source, e.getMessage());
  }

  private List<String> header(ReadCells[] top, int line) {
    var names = new ArrayList<String>();
    Map<String, Integer> places = new HashMap<>();
    for (var i = 0; i < top.length; i++) {
      var text = top[i].text(0);
      var name = text.isEmpty() ? nameless(i + 1) : text;
      var before = places.putIfAbsent(name, i + 1);
      if (before != null) {
        throw new DataException(
            "%s, line %s names columns %s and %s both \"%s\"; rename one."
                .formatted(source, line, before, i + 1, name));
      }
      names.add(name);
    }
    return names;
  }

  private String nameless(int number) {
    notices.add(
        Notice.of("Column %s has no name in the header; it is called c%1$s.".formatted(number)));
    return "c" + number;
  }

  private List<String> numbered(int count) {
    var names = new ArrayList<String>();
    for (var i = 1; i <= count; i++) {
      names.add("c" + i);
    }
    notices.add(
        Notice.of(
            "%s has no header line; its columns are called %s."
                .formatted(source, count == 1 ? "c1" : "c1 to c" + count)));
    return names;
  }

  /** The text after the byte order mark if there is one, which also tells the encoding. */
  private static BufferedReader text(InputStream in) throws IOException {
    in.mark(3);
    var mark = in.readNBytes(3);
    in.reset();
    if (startsWith(mark, 0xEF, 0xBB, 0xBF)) {
      return reader(in, 3, StandardCharsets.UTF_8);
    }
    if (startsWith(mark, 0xFF, 0xFE)) {
      return reader(in, 2, StandardCharsets.UTF_16LE);
    }
    if (startsWith(mark, 0xFE, 0xFF)) {
      return reader(in, 2, StandardCharsets.UTF_16BE);
    }
    return reader(in, 0, StandardCharsets.UTF_8);
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (var i = 0; i < mark.length; i++) {
      if (i >= bytes.length || Byte.toUnsignedInt(bytes[i]) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static BufferedReader reader(InputStream in, int skip, Charset charset)
      throws IOException {
    in.skipNBytes(skip);
    return new BufferedReader(new InputStreamReader(in, charset.newDecoder()), SAMPLE);
  }
}
