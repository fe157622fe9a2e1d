package org.backprop.table;

import java.util.List;
import java.util.Locale;

/** What a column holds. */
public enum ColumnType {
  /** Numbers, which are standardised. */
  NUMBER,
  /** Words, one level each. */
  WORDS,
  /** Dates: recognised only so that they can be left out with a notice. */
  DATE;

  /** The type that fits every cell that is not missing; {@code NUMBER} if all are missing. */
  public static ColumnType infer(List<String> cells) {
    return infer(Column.of(cells.toArray(String[]::new)));
  }

  public static ColumnType infer(Column cells) {
    if (allPresent(cells, NUMBER)) {
      return NUMBER;
    }
    return allPresent(cells, DATE) ? DATE : WORDS;
  }

  /**
   * The type of that name, as a user states it.
   *
   * @throws DataException if it is neither {@code number} nor {@code words}
   */
  public static ColumnType parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "number" -> NUMBER;
      case "words" -> WORDS;
      default ->
          throw new DataException(
              "\"" + text + "\" is no column type; say number or words, as in --type zip=words.");
    };
  }

  /** Whether a cell that is not missing can be of this type. */
  public boolean accepts(String text) {
    return switch (this) {
      case NUMBER -> CellText.isNumber(text);
      case DATE -> CellText.isDate(text);
      case WORDS -> true;
    };
  }

  private static boolean allPresent(Column cells, ColumnType type) {
    return cells.rows().allMatch(row -> cells.fits(row, type));
  }
}
