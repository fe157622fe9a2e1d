package org.backprop.table;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The names of the months and their abbreviations, in languages in which none contradicts another.
 */
final class MonthNames {
  private static final List<String> LANGUAGES =
      List.of("en", "de", "fr", "es", "it", "pt", "nl", "da", "sv", "nb", "pl");
  private static final List<TextStyle> STYLES =
      List.of(
          TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT, TextStyle.SHORT_STANDALONE);
  private static final Map<String, Month> MONTHS = months();

  private MonthNames() {}

  /** The month of that name, in any case and with or without a full stop. */
  static Optional<Month> named(String name) {
    return Optional.ofNullable(MONTHS.get(fold(name)));
  }

  private static Map<String, Month> months() {
    Map<String, Month> months = new HashMap<>(Map.of("sept", Month.SEPTEMBER));
    for (var language : LANGUAGES) {
      for (var style : STYLES) {
        for (var month : Month.values()) {
          months.putIfAbsent(fold(month.getDisplayName(style, Locale.of(language))), month);
        }
      }
    }
    return months;
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replace(".", "");
  }
}
