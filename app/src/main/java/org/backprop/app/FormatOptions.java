package org.backprop.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.backprop.advice.Setting;
import org.backprop.table.CsvFormat;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How a table is written, where that is not to be guessed. */
public final class FormatOptions {
  private static final Map<String, String> DELIMITERS =
      Map.of("tab", "\t", "\\t", "\t", "space", "spaces");

  @Option(
      names = "--delimiter",
      paramLabel = "TEXT",
      order = 80,
      description =
          "What stands between two fields: , ; or other characters, tab, spaces for runs of them,"
              + " wide-spaces for runs of two or more. Default: detected.")
  Optional<String> delimiter = Optional.empty();

  @Option(
      names = "--quote",
      paramLabel = "CHAR|none",
      order = 81,
      description = "What stands around a field that holds a delimiter. Default: detected.")
  Optional<String> quote = Optional.empty();

  @Option(
      names = "--escape",
      paramLabel = "CHAR|none",
      order = 82,
      description = "What stands before a quotation mark that is text. Default: detected.")
  Optional<String> escape = Optional.empty();

  @Option(
      names = "--comment",
      paramLabel = "TEXT|none",
      order = 83,
      description = "How a line begins that is no row. Default: detected.")
  Optional<String> comment = Optional.empty();

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      order = 84,
      description = "UTF-8, windows-1252, ... Default: detected.")
  Optional<String> encoding = Optional.empty();

  @Option(
      names = "--skip-lines",
      paramLabel = "N",
      order = 85,
      description = "The lines before the header, or before the rows. Default: detected.")
  Optional<String> skipLines = Optional.empty();

  @Option(
      names = "--header-lines",
      paramLabel = "N",
      order = 86,
      description = "The lines that name the columns. Default: detected.")
  Optional<String> headerLines = Optional.empty();

  @Option(
      names = "--no-header",
      order = 87,
      description = "The first line is a row; columns are called c1, c2, ... Default: detected.")
  boolean noHeader;

  @Option(
      names = "--skip-footer",
      paramLabel = "N",
      order = 88,
      description = "The lines after the last row. Default: detected.")
  Optional<String> skipFooter = Optional.empty();

  @Option(
      names = "--ragged",
      paramLabel = "POLICY",
      order = 89,
      description =
          "error, drop or fill where a row has more or fewer fields than columns. Default: such"
              + " lines after the last row are a footer, others are left out, but more than a tenth"
              + " are an error.")
  Optional<String> ragged = Optional.empty();

  @ArgGroup(validate = false)
  CellOptions cells = new CellOptions();

  /** What was said; the rest is detected. */
  public CsvFormat format() {
    var stated = new LinkedHashMap<Setting, String>();
    delimiter.ifPresent(text ->
        stated.put(
            Setting.DELIMITER, DELIMITERS.getOrDefault(text.toLowerCase(Locale.ROOT), text)));
    quote.ifPresent(text -> stated.put(Setting.QUOTE, text));
    escape.ifPresent(text -> stated.put(Setting.ESCAPE, text));
    comment.ifPresent(text -> stated.put(Setting.COMMENT, text));
    encoding.ifPresent(text -> stated.put(Setting.ENCODING, text));
    skipLines.ifPresent(text -> stated.put(Setting.SKIP_LINES, text));
    headerLines.ifPresent(text -> stated.put(Setting.HEADER_LINES, text));
    skipFooter.ifPresent(text -> stated.put(Setting.SKIP_FOOTER, text));
    ragged.ifPresent(text -> stated.put(Setting.RAGGED, text));
    if (noHeader) {
      stated.put(Setting.HEADER_LINES, "0");
    }
    return new CsvFormat(stated, cells.format());
  }

  /** The options that state a format, by their names in snake_case. */
  static Map<String, List<String>> options(CsvFormat format) {
    var options = new LinkedHashMap<String, List<String>>();
    format
        .stated()
        .forEach((setting, value) -> options.put(name(setting, value), values(setting, value)));
    options.putAll(CellOptions.options(format.cells()));
    return options;
  }

  /** The name of the option in snake_case. */
  static String name(Setting setting, String value) {
    return setting == Setting.HEADER_LINES && value.equals("0")
        ? "no_header"
        : setting.name().toLowerCase(Locale.ROOT);
  }

  /** What follows the option; nothing after a flag. */
  static List<String> values(Setting setting, String value) {
    if (name(setting, value).equals("no_header")) {
      return List.of();
    }
    return List.of(setting == Setting.DELIMITER && value.equals("\t") ? "tab" : value);
  }
}
