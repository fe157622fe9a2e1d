package org.backprop.table;

import java.util.List;

/** What the text of one cell is: missing, a number, a date, or a word. */
public final class CellText {
  private static final int LONG_DIGITS = 18; // they fit in a long
  private static final long EXACT = 1L << 53; // whole numbers up to it are exact doubles

  /** The texts that say that a value is not known. */
  static final List<String> MISSING = List.of("", "?", ".", "NA", "NaN", "nan", "null", "NULL");

  static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18
  };

  private CellText() {}

  /** Whether the cell is empty or says that the value is not known. */
  public static boolean isMissing(String text) {
    return switch (text.length()) {
      case 0 -> true;
      case 1 -> text.equals("?") || text.equals(".");
      case 2 -> text.equals("NA");
      case 3 -> text.equals("NaN") || text.equals("nan");
      case 4 -> text.equals("null") || text.equals("NULL");
      default -> false; // by length first: no hash of every cell
    };
  }

  /** The number that is written there, infinities included; NaN if it is none. */
  public static double number(String text) {
    var end = text.length();
    var at = end > 0 && isSign(text.charAt(0)) ? 1 : 0;
    var digits = 0;
    var decimals = 0;
    var mantissa = 0L;
    var point = false;
    for (; at < end; at++) {
      var c = text.charAt(at);
      if (isDigit(c)) {
        mantissa = mantissa * 10 + (c - '0');
        digits++;
        decimals += point ? 1 : 0;
      } else if (c == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    if (digits == 0) {
      return text.indexOf("nf") > 0 ? infinity(text) : Double.NaN;
    }
    if (at < end && !isExponent(text, at)) {
      return Double.NaN;
    }
    if (at < end || digits > LONG_DIGITS || mantissa > EXACT) {
      return Double.parseDouble(text);
    }
    var value = mantissa / POWERS_OF_TEN[decimals];
    return text.charAt(0) == '-' ? -value : value;
  }

  public static boolean isNumber(String text) {
    return !Double.isNaN(number(text));
  }

  /** Whether the number is written with digits alone: {@code 3}, not {@code 3.0} or {@code 3e2}. */
  public static boolean isPlainWhole(String text) {
    var first = !text.isEmpty() && isSign(text.charAt(0)) ? 1 : 0;
    return first < text.length() && digitsFrom(text, first) == text.length();
  }

  /** One name for all the ways to write a number: {@code 1}, {@code +1} and {@code 1.0} are 1. */
  public static String canonical(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  /** Whether it reads as year, month and day in some usual order, perhaps with a time. */
  public static boolean isDate(String text) {
    var first = digitsFrom(text, 0);
    if (first == 0 || first >= text.length() || "-/.".indexOf(text.charAt(first)) < 0) {
      return false;
    }
    var second = digitsFrom(text, first + 1);
    if (second >= text.length() || text.charAt(second) != text.charAt(first)) {
      return false;
    }
    var third = digitsFrom(text, second + 1);
    return areDateParts(
            text.substring(0, first),
            text.substring(first + 1, second),
            text.substring(second + 1, third))
        && (third == text.length() || isTime(text, third));
  }

  private static boolean areDateParts(String first, String second, String third) {
    return first.length() == 4
        ? isUpTo(12, second) && isUpTo(31, third)
        : isUpTo(31, first) && isUpTo(31, second) && (third.length() == 2 || third.length() == 4);
  }

  private static boolean isUpTo(int most, String digits) {
    return (digits.length() == 1 || digits.length() == 2) && Integer.parseInt(digits) <= most;
  }

  private static boolean isTime(String text, int at) {
    return (text.charAt(at) == ' ' || text.charAt(at) == 'T')
        && at + 1 < text.length()
        && isDigit(text.charAt(at + 1))
        && text.indexOf(':', at) > 0;
  }

  private static double infinity(String text) {
    return switch (text) {
      case "Inf", "inf", "+Inf", "+inf", "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
      case "-Inf", "-inf", "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.NaN;
    };
  }

  private static boolean isExponent(String text, int at) {
    if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
      return false;
    }
    var signed = at + 1 < text.length() && isSign(text.charAt(at + 1)) ? at + 2 : at + 1;
    return signed < text.length() && digitsFrom(text, signed) == text.length();
  }

  private static int digitsFrom(String text, int start) {
    var at = start;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSign(char c) {
    return c == '+' || c == '-';
  }
}
