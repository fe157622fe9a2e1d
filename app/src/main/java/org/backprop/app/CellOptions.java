package org.backprop.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.table.CellFormat;
import org.backprop.table.DateOrder;
import org.backprop.table.DecimalMark;
import picocli.CommandLine.Option;

/** How the cells of a table are written, where that is not to be guessed. */
final class CellOptions {
  private static final Map<String, DecimalMark> MARKS =
      Map.of("comma", DecimalMark.COMMA, "point", DecimalMark.POINT);
  private static final Map<String, DateOrder> ORDERS =
      Map.of(
          "day", DateOrder.DAY_FIRST, "month", DateOrder.MONTH_FIRST, "year", DateOrder.YEAR_FIRST);

  @Option(
      names = "--decimal",
      paramLabel = "[COL=]MARK",
      order = 90,
      description =
          "comma: 1,200 is 1.2; point: it is 1200. Of a column, or of all; may be repeated."
              + " Default: detected.")
  List<String> decimals = new ArrayList<>();

  @Option(names = "--decimal-comma", order = 91, description = "The same as --decimal comma.")
  boolean decimalComma;

  @Option(
      names = "--date-order",
      paramLabel = "[COL=]FIRST",
      order = 92,
      description =
          "What stands first in dates as 01/02/2024: day, month or year; may be repeated. Default:"
              + " detected, else day.")
  List<String> dateOrders = new ArrayList<>();

  @Option(
      names = "--na",
      paramLabel = "TEXT",
      order = 93,
      description = "TEXT says that a value is missing, as NA does; may be repeated.")
  List<String> missing = new ArrayList<>();

  @Option(
      names = "--no-na",
      order = 94,
      description = "NA and the like are words in columns of words, not missing values.")
  boolean noMissing;

  CellFormat format() {
    var format = CellFormat.detect();
    if (decimalComma) {
      format = format.withDecimal(CellFormat.ALL, DecimalMark.COMMA);
    }
    for (var text : decimals) {
      format = format.withDecimal(column(text), value("--decimal", text, MARKS));
    }
    for (var text : dateOrders) {
      format = format.withDateOrder(column(text), value("--date-order", text, ORDERS));
    }
    for (var text : missing) {
      format = format.withMissing(text);
    }
    return noMissing ? format.withoutMissingWords() : format;
  }

  private static String column(String text) {
    var last = text.lastIndexOf('=');
    return last < 0 ? CellFormat.ALL : text.substring(0, last);
  }

  private static <T> T value(String option, String text, Map<String, T> known) {
    var name = text.substring(text.lastIndexOf('=') + 1);
    return Choices.require(
        option,
        name,
        Optional.ofNullable(known.get(name)),
        known.keySet().stream().sorted().toList());
  }

  /** The options that state a format, by their names in snake_case. */
  static Map<String, List<String>> options(CellFormat format) {
    var options = new LinkedHashMap<String, List<String>>();
    var decimals = new HashMap<>(format.decimals());
    if (decimals.remove(CellFormat.ALL, DecimalMark.COMMA)) {
      options.put("decimal_comma", List.of());
    }
    put(options, "decimal", texts(decimals, MARKS));
    put(options, "date_order", texts(format.dateOrders(), ORDERS));
    put(options, "na", format.missing());
    if (!format.missingWords()) {
      options.put("no_na", List.of());
    }
    return options;
  }

  private static <T> List<String> texts(Map<String, T> values, Map<String, T> words) {
    return values.entrySet().stream()
        .map(value -> text(value.getKey(), word(value.getValue(), words)))
        .sorted()
        .toList();
  }

  private static <T> String word(T value, Map<String, T> words) {
    return words.entrySet().stream()
        .filter(word -> word.getValue().equals(value))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private static String text(String column, String word) {
    return column.equals(CellFormat.ALL) ? word : column + "=" + word;
  }

  private static void put(Map<String, List<String>> options, String name, List<String> values) {
    if (!values.isEmpty()) {
      options.put(name, List.copyOf(values));
    }
  }
}
