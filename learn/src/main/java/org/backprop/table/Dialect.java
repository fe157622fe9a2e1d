package org.backprop.table;

/**
 * How fields are told apart.
 *
 * @param delimiter one or several characters; {@link #SPACES} or {@link #WIDE_SPACES} for runs
 * @param quote the character around a field that may contain delimiters; {@link #NONE} for none
 * @param escape the character before a quote or delimiter that is text; {@link #NONE} for none
 * @param comment how a line begins that is no row; empty if there are none
 */
record Dialect(String delimiter, char quote, char escape, String comment) {
  static final char NONE = '\0';

  /** No delimiter: each line is one field. */
  static final String ONE_COLUMN = "none";

  /** Any run of spaces and tabs. */
  static final String SPACES = "spaces";

  /** A run of at least two spaces or tabs. */
  static final String WIDE_SPACES = "wide-spaces";

  Dialect withComment(String prefix) {
    return new Dialect(delimiter, quote, escape, prefix);
  }

  boolean isRun() {
    return delimiter.equals(SPACES) || delimiter.equals(WIDE_SPACES);
  }

  /** Whether FastCSV reads it fast: one delimiter, a quotation mark, nothing escaped. */
  boolean isPlain() {
    return delimiter.length() == 1 && escape == NONE && quote != NONE && comment.length() <= 1;
  }

  /** The number of characters of a delimiter that begins there; 0 if none does. */
  int delimiterAt(String text, int at) {
    if (delimiter.equals(ONE_COLUMN)) {
      return 0;
    }
    if (!isRun()) {
      return text.startsWith(delimiter, at) ? delimiter.length() : 0;
    }
    var end = at;
    while (end < text.length() && isBlank(text.charAt(end))) {
      end++;
    }
    return end - at >= (delimiter.equals(SPACES) ? 1 : 2) ? end - at : 0;
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
