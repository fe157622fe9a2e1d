package org.backprop.table;

/**
 * An ordinary decimal, as {@code -12.50}, in one long from which its text and its number come back.
 *
 * <p>A code is {@code mantissa * 64 + decimals * 2 + sign}, never negative. The mantissa is an
 * exact double and so is the power of ten, hence their quotient is the double nearest to the
 * decimal (W. Clinger, How to read floating point numbers accurately, 1990).
 */
final class Decimal {
  /** The code of what is no ordinary decimal: {@code 1e5}, {@code +1}, {@code .5}, a word. */
  static final long NONE = -1;

  private static final int MOST_DIGITS = 18; // they fit in a long
  private static final long EXACT = 1L << 53; // whole numbers up to it are exact doubles

  private Decimal() {}

  /** The code of the text in a part of a buffer, or {@link #NONE}. */
  static long of(char[] buffer, int from, int to) {
    var start = from < to && buffer[from] == '-' ? from + 1 : from;
    if (start == to || to - start > MOST_DIGITS + 1) {
      return NONE;
    }
    var mantissa = 0L;
    var point = to;
    for (var at = start; at < to; at++) {
      var digit = buffer[at] - '0';
      if (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
      } else if (buffer[at] == '.' && point == to) {
        point = at;
      } else {
        return NONE;
      }
    }
    var decimals = Math.max(0, to - point - 1);
    return isPlain(buffer, start, point, to) && mantissa >= 0 && mantissa <= EXACT
        ? (mantissa << 6) | ((long) decimals << 1) | (start - from)
        : NONE;
  }

  /** The code of {@code mantissa / 10^decimals}, or {@link #NONE}. */
  static long of(long mantissa, int decimals, boolean negative) {
    return mantissa <= EXACT && decimals >= 0 && decimals <= MOST_DIGITS
        ? (mantissa << 6) | ((long) decimals << 1) | (negative ? 1 : 0)
        : NONE;
  }

  static long of(String text) {
    return of(text.toCharArray(), 0, text.length());
  }

  /** Whether mantissa and decimals alone tell the text: digits around the point, no 007. */
  private static boolean isPlain(char[] buffer, int start, int point, int to) {
    var digits = point == to ? to - start : to - start - 1;
    return digits <= MOST_DIGITS
        && point > start
        && point != to - 1
        && (buffer[start] != '0' || point == start + 1);
  }

  /** The same double that {@link Double#parseDouble} gives for the text. */
  static double number(long code) {
    var number = (code >>> 6) / CellText.POWERS_OF_TEN[decimals(code)];
    return isNegative(code) ? -number : number;
  }

  /** The text as it was written. */
  static String text(long code) {
    var text = new StringBuilder(24).append(code >>> 6);
    var decimals = decimals(code);
    if (decimals > 0) {
      text.insert(0, "0".repeat(Math.max(0, decimals + 1 - text.length())));
      text.insert(text.length() - decimals, '.');
    }
    return isNegative(code) ? text.insert(0, '-').toString() : text.toString();
  }

  /** Whether it is written without a point. */
  static boolean isWhole(long code) {
    return decimals(code) == 0;
  }

  /** Whether it is an ordinary decimal with a point. */
  static boolean hasPoint(long code) {
    return code >= 0 && decimals(code) > 0;
  }

  /** Whether its point could stand before the last thousand, as in 1.200. */
  static boolean canGroup(long code) {
    var mantissa = code >>> 6;
    return decimals(code) == 3 && mantissa >= 1_000 && mantissa < 1_000_000;
  }

  /** Whether it has a point and ends with 0. */
  static boolean hasTrailingZero(long code) {
    return hasPoint(code) && (code >>> 6) % 10 == 0;
  }

  /** Whether it is a whole ordinary decimal of at least that size. */
  static boolean isWhole(long code, long least) {
    return code >= 0 && decimals(code) == 0 && code >>> 6 >= least;
  }

  private static int decimals(long code) {
    return (int) (code >>> 1) & 31;
  }

  private static boolean isNegative(long code) {
    return (code & 1) != 0;
  }
}
