package org.backprop.table;

import java.util.Locale;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;

/** What a column holds. */
public enum ColumnType {
  /** Numbers, which are standardised. */
  NUMBER,
  /** Words, one level each. */
  WORDS,
  /** Dates, perhaps with a time of day, which become year, month, weekday, hour and days. */
  DATE,
  /** Truth values, written as {@code true} and {@code false} or {@code yes} and {@code no}. */
  FLAG;

  /**
   * The type of a column, where words that were not stated are looked at again: among some of the
   * rows of a table they may all be numbers.
   */
  public static ColumnType infer(Column cells) {
    return cells instanceof Words words && !words.isStated()
        ? Retyping.narrowest(words)
        : cells.type();
  }

  /** What one cell of it is called in messages. */
  String noun() {
    return switch (this) {
      case NUMBER -> "number";
      case WORDS -> "word";
      case DATE -> "date";
      case FLAG -> "flag";
    };
  }

  /**
   * The type of that name, as a user states it.
   *
   * @throws DataException if it is none of {@code number, words, date, flag}
   */
  public static ColumnType parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "number" -> NUMBER;
      case "words" -> WORDS;
      case "date" -> DATE;
      case "flag" -> FLAG;
      default ->
          throw new DataException(
              "\"" + text + "\" is no column type",
              "say number, words, date or flag, as in {}.",
              Remedy.of(Setting.TYPE, "zip", "words"));
    };
  }
}
