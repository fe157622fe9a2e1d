package org.backprop.table;

import java.math.BigDecimal;
import java.util.Locale;

/** What the text of one cell is: missing, a number, a date, or a word. */
public final class CellText {
  private static final int LONGEST_INFINITY = 9; // with a sign
  private static final int LONG_DIGITS = 18; // they fit in a long
  private static final long EXACT = 1L << 53; // whole numbers up to it are exact doubles

  static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18
  };

  private CellText() {}

  /** Whether the cell is empty or says, in every kind of column, that the value is not known. */
  public static boolean isMissing(String text) {
    return MissingTexts.isClear(text);
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
      return end <= LONGEST_INFINITY && end > 2 ? infinity(text) : Double.NaN;
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

  /** Whether leading zeros make it a code, as a postcode: {@code 01067}, not {@code 0.5}. */
  static boolean isCode(String text) {
    return text.length() > 1 && text.charAt(0) == '0' && digitsFrom(text, 0) == text.length();
  }

  /**
   * Equal for texts that write one number, exactly and for any magnitude; a code and what is no
   * number stand for themselves.
   */
  static String key(String text) {
    var number = isCode(text) ? Double.NaN : number(text);
    if (!Double.isFinite(number)) {
      return text;
    }
    return number == 0 ? "0" : new BigDecimal(text).stripTrailingZeros().toString();
  }

  /** Whether it is a whole number, also if that is written as {@code 3.0}. */
  public static boolean isWhole(String text) {
    var number = number(text);
    return !isCode(text) && Double.isFinite(number) && number == Math.rint(number);
  }

  private static double infinity(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
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
