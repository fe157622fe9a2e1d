package org.backprop.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.table.CsvFormat;
import org.backprop.table.DataException;
import picocli.CommandLine.Option;

/** How a table is written, where that is not to be guessed. */
public final class FormatOptions {
  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      order = 80,
      description = "What stands between two fields: , ; | or tab. Default: detected.")
  Optional<String> delimiter = Optional.empty();

  @Option(
      names = "--no-header",
      order = 81,
      description = "The first line is a row; columns are called c1, c2, ... Default: detected.")
  boolean noHeader;

  @Option(
      names = "--decimal-comma",
      order = 82,
      description = "3,5 is a number. Default: detected.")
  boolean decimalComma;

  /** What was said; the rest is detected. */
  public CsvFormat format() {
    var format = CsvFormat.detect();
    format = delimiter.isPresent() ? format.withDelimiter(character(delimiter.get())) : format;
    format = noHeader ? format.withHeader(false) : format;
    return decimalComma ? format.withDecimalComma(true) : format;
  }

  private static char character(String text) {
    if (text.equalsIgnoreCase("tab") || text.equals("\\t")) {
      return '\t';
    }
    if (text.length() != 1) {
      throw new DataException("--delimiter is one character or the word tab, not \"" + text + "\"");
    }
    return text.charAt(0);
  }

  /** What was stated, by the names of the options in snake_case. */
  Map<String, List<String>> stated() {
    var stated = new LinkedHashMap<String, List<String>>();
    delimiter.ifPresent(text -> stated.put("delimiter", List.of(text.equals("\t") ? "tab" : text)));
    if (noHeader) {
      stated.put("no_header", List.of());
    }
    if (decimalComma) {
      stated.put("decimal_comma", List.of());
    }
    return stated;
  }
}
