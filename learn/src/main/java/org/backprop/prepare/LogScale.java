package org.backprop.prepare;

import java.util.Arrays;
import java.util.Optional;
import org.backprop.saved.SavedMap;

/**
 * A logarithmic scale for numbers of either sign: {@code asinh(x / unit)}, which is linear below
 * the unit and {@code sign(x) ln(2 |x| / unit)} far above it (Burbidge, Magee and Robb 1988).
 *
 * @param unit positive; the first decile of the magnitudes other than 0
 */
public record LogScale(double unit) {
  /** The ratio of the ninth to the first decile from which numbers span orders of magnitude. */
  private static final double WIDE = 50;

  private static final double DECILE = 0.1;

  /** The scale that suits the numbers; of unit 1 if all are 0. */
  static LogScale of(double[] numbers) {
    var magnitudes = magnitudes(numbers);
    return new LogScale(magnitudes.length == 0 ? 1 : quantile(magnitudes, DECILE));
  }

  static Optional<LogScale> ifSaved(SavedMap saved) {
    if (!saved.has("unit")) {
      return Optional.empty();
    }
    var unit = saved.number("unit");
    if (!(unit > 0)) {
      throw saved.unreadable("unit");
    }
    return Optional.of(new LogScale(unit));
  }

  /** Whether the ninth decile of the magnitudes other than 0 is at least 50 times the first. */
  static boolean suits(double[] numbers) {
    var magnitudes = magnitudes(numbers);
    return magnitudes.length > 0
        && quantile(magnitudes, 1 - DECILE) / quantile(magnitudes, DECILE) >= WIDE;
  }

  private static double[] magnitudes(double[] numbers) {
    return Arrays.stream(numbers).map(Math::abs).filter(x -> x > 0).sorted().toArray();
  }

  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  /** A finite number on this scale. */
  double apply(double number) {
    var ratio = Math.abs(number) / unit;
    var size =
        Double.isFinite(ratio)
            ? StrictMath.log1p(ratio + ratio * (ratio / (1 + StrictMath.hypot(1, ratio))))
            : StrictMath.log(2) + StrictMath.log(Math.abs(number)) - StrictMath.log(unit);
    return Math.copySign(size, number);
  }
}
