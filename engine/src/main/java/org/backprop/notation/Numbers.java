package org.backprop.notation;

/**
 * Numbers as text: the shortest that names them, as an integer or a reciprocal where they are one.
 */
final class Numbers {
  private Numbers() {}

  /** As in {@code 2}, {@code 0.1}, {@code 1e-8}; a number rounded to float reads as the float. */
  static String text(double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1e10) {
      return String.valueOf((long) number);
    }
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    var text = (float) number == number ? Float.toString((float) number) : Double.toString(number);
    return text.replace(".0E", "e").replace('E', 'e');
  }

  /** Whether this is 1 / count, in double or rounded to float. */
  static boolean isReciprocal(double number, double count) {
    return number == 1 / count || number == (float) (1 / count);
  }

  /** The whole number that this is the reciprocal of; 0 if there is none that is worth the name. */
  static long reciprocal(double number) {
    var count = Math.rint(1 / number);
    return count >= 2 && count < 1e7 && isReciprocal(number, count) ? (long) count : 0;
  }
}
