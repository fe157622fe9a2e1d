package org.backprop.table;

import java.util.Set;

/** The texts that say that a value is not known. */
final class MissingTexts {
  /** Texts that say so in every kind of column, beside the empty one. */
  private static final Set<String> CLEAR =
      Set.of(
          "?",
          ".",
          "NA",
          "NaN",
          "nan",
          "NAN",
          "null",
          "NULL",
          "Null",
          "N/A",
          "n/a",
          "N.A.",
          "n.a.",
          "#N/A",
          "<NA>",
          "#NA",
          "#N/A N/A",
          "NaT",
          "\\N",
          "(null)",
          "-nan",
          "-NaN",
          "1.#QNAN",
          "-1.#IND",
          "#NULL!",
          "#DIV/0!",
          "#VALUE!",
          "#REF!",
          "#NAME?",
          "#NUM!");

  /** Texts that say so among numbers and dates; among words they may be words. */
  private static final Set<String> UNCLEAR =
      Set.of(
          "None", "none", "NONE", "nil", "Nil", "NIL", "na", "Na", "-", "--", "---", "\u2013",
          "\u2014", "\u2212", "..", "...", "\u2026", "*");

  private static final int LONGEST = 8;

  private MissingTexts() {}

  static boolean isClear(String text) {
    return text.length() <= LONGEST && (text.isEmpty() || CLEAR.contains(text));
  }

  static boolean isPossible(String text) {
    return isClear(text) || isUnclear(text);
  }

  static boolean isUnclear(String text) {
    return text.length() <= LONGEST && UNCLEAR.contains(text);
  }
}
