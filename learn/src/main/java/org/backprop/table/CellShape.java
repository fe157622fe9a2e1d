package org.backprop.table;

import java.util.regex.Pattern;

/** How much the text of a cell looks like one value, whatever the type of its column will be. */
final class CellShape {
  private static final Pattern NUMBER =
      Pattern.compile(
          "[(+\\-\u2212]?[$€£¥]? ?"
              + "(\\d+([.,]\\d*)?|[.,]\\d+|\\d{1,3}([,.' \u00a0\u202f]\\d{3})+([.,]\\d+)?)"
              + "([eE][+\\-]?\\d+)?[)]? ?[%$€£¥]?");
  private static final String TIME = "\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?( ?[AaPp]\\.?[Mm]\\.?)?";
  private static final Pattern DATE_OR_TIME =
      Pattern.compile(
          "\\d{1,4}([-/.])(\\d{1,2}|[A-Za-z]{3,9})\\1\\d{1,4}([T ]"
              + TIME
              + "(Z|[+-]\\d.*)?)?|"
              + TIME);

  /** Numbers with spaces between them. */
  private static final Pattern SEVERAL =
      Pattern.compile("[+-]?\\d[\\d.,eE+-]*(\\s+[+-]?\\d[\\d.,eE+-]*)+");

  private CellShape() {}

  static boolean isNumber(String text) {
    return mayBeNumber(text)
        && (Decimal.of(text) != Decimal.NONE || NUMBER.matcher(text).matches());
  }

  static boolean isDateOrTime(String text) {
    return mayBeNumber(text) && DATE_OR_TIME.matcher(text).matches();
  }

  private static boolean mayBeNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 40
        && "0123456789+-(.,$€£¥\u2212".indexOf(text.charAt(0)) >= 0;
  }

  /** From 0, parts of several values, to 1, a number, date or time. */
  static double score(String cell) {
    var text = cell.strip();
    if (isNumber(text) || isDateOrTime(text)) {
      return 1;
    }
    if (hasMark(text)) {
      return 0.2;
    }
    return text.codePoints().anyMatch(Character::isLetterOrDigit) ? words(text) : 0.5;
  }

  /** Whether it begins with a quotation mark, has one without its pair, or ends with an escape. */
  private static boolean hasMark(String text) {
    return text.charAt(0) == '"'
        || text.charAt(0) == '\''
        || text.endsWith("\\")
        || text.chars().filter(c -> c == '"').count() % 2 == 1;
  }

  /** A word, words with spaces between them, or what should be several values. */
  private static double words(String text) {
    if (text.contains("\\\"") || SEVERAL.matcher(text).matches()) {
      return 0.2;
    }
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (isDelimiter(c) && !(i + 1 < text.length() && text.charAt(i + 1) == ' ' && c != '\t')) {
        return 0.2;
      }
    }
    return text.indexOf(' ') >= 0 ? 0.85 : 0.95;
  }

  private static boolean isDelimiter(char c) {
    return c == ',' || c == ';' || c == '\t' || c == '|';
  }
}
