package org.backprop.app;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers with nine significant digits, which is what single precision holds. */
final class NineDigits {
  private static final MathContext NINE = new MathContext(9);
  private static final double SMALLEST = 1e-6; // without an exponent
  private static final double NEARLY_A_TIE = 1e-6;
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private NineDigits() {}

  /** Appends a number, rounded half up, without zeros at the end. */
  static void append(StringBuilder text, double value) {
    var size = Math.abs(value);
    if (size == 0) {
      text.append('0');
    } else if (!(size >= SMALLEST && size < 1e9) || !appendScaled(text, value, size)) {
      text.append(exact(value));
    }
  }

  /** In units of the ninth digit, unless its rounding is in doubt. */
  private static boolean appendScaled(StringBuilder text, double value, double size) {
    var decimals = Math.max(0, 8 - (int) Math.floor(Math.log10(size)));
    var scaled = size * POWERS_OF_TEN[decimals];
    var digits = (long) scaled;
    var rest = scaled - digits;
    if (Math.abs(rest - 0.5) < NEARLY_A_TIE) {
      return false;
    }
    digits += rest > 0.5 ? 1 : 0;
    while (decimals > 0 && digits % 10 == 0) {
      digits /= 10;
      decimals--;
    }
    var unit = (long) POWERS_OF_TEN[decimals];
    text.append(value < 0 ? "-" : "").append(digits / unit);
    if (decimals > 0) {
      text.append('.');
      var fraction = digits % unit;
      for (var next = unit / 10; next > fraction && next > 1; next /= 10) {
        text.append('0');
      }
      text.append(fraction);
    }
    return true;
  }

  private static String exact(double value) {
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    var rounded = new BigDecimal(value).round(NINE).stripTrailingZeros();
    return Math.abs(value) < SMALLEST
        ? String.valueOf(rounded.doubleValue())
        : rounded.toPlainString();
  }
}
