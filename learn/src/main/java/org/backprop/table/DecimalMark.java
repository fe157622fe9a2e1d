package org.backprop.table;

/** What stands before the decimals of a number; the other one then groups the thousands. */
public enum DecimalMark {
  /** {@code 1,234.5}. */
  POINT('.', ','),
  /** {@code 1.234,5}. */
  COMMA(',', '.');

  private final char decimal;
  private final char group;

  DecimalMark(char decimal, char group) {
    this.decimal = decimal;
    this.group = group;
  }

  boolean isDecimal(char c) {
    return c == decimal || c == '\u066B'; // the Arabic one
  }

  /** Whether the character may stand between thousands: also a space, or an apostrophe. */
  boolean isGroup(char c) {
    return c == group
        || c == '\''
        || c == '\u2019' // the typographic apostrophe
        || c == '\u066C' // the Arabic comma of thousands
        || Character.isSpaceChar(c);
  }

  DecimalMark other() {
    return this == POINT ? COMMA : POINT;
  }

  /** As in {@code point}. */
  String word() {
    return this == POINT ? "point" : "comma";
  }
}
