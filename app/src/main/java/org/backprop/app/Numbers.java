package org.backprop.app;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them, alike in every locale. */
public final class Numbers {
  private static final MathContext FOUR = new MathContext(4, RoundingMode.HALF_EVEN);

  private Numbers() {}

  /** Four significant digits, and never fewer than the whole part has: 0.01235, 1.2, 34567. */
  public static String of(double value) {
    if (!Double.isFinite(value) || value == 0) {
      return Double.isFinite(value) ? "0" : String.valueOf(value);
    }
    var size = Math.abs(value);
    if (size < 1e-4 || size >= 1e9) {
      return scientific(value);
    }
    var rounded =
        size >= 1000
            ? BigDecimal.valueOf(value).setScale(0, RoundingMode.HALF_EVEN)
            : new BigDecimal(value).round(FOUR);
    return plain(rounded);
  }

  private static String scientific(double value) {
    var rounded = new BigDecimal(value).round(FOUR);
    var exponent = rounded.precision() - rounded.scale() - 1;
    return plain(rounded.movePointLeft(exponent)) + "e" + exponent;
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  /**
   * So many digits after the point: for columns of numbers between 0 and 1. NaN, as of a score that
   * is not defined on the rows, is a dash.
   */
  public static String fixed(double value, int digits) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString()
        : String.valueOf(value);
  }

  /** A whole number with commas between thousands. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** The shortest decimal that is read back as the same number: 0.001, 32. */
  public static String exact(double value) {
    var size = Math.abs(value);
    return size == 0 || (size >= 1e-6 && size < 1e9)
        ? plain(BigDecimal.valueOf(value))
        : String.valueOf(value);
  }

  /** As in {@code 0.4 s}, {@code 12 s}, {@code 3 min 20 s}. */
  public static String seconds(double value) {
    if (value < 10) {
      return fixed(value, 1) + " s";
    }
    var whole = Math.round(value);
    return whole < 120 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
  }

  /** As in {@code 45 s}, {@code 13 min}, {@code 2 h 5 min}: seconds for times that are short. */
  public static String roughly(double seconds) {
    var whole = Math.round(seconds);
    if (whole < 120) {
      return whole + " s";
    }
    var minutes = Math.round(seconds / 60);
    return minutes < 120 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
  }
}
