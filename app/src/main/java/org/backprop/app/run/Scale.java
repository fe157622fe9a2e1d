package org.backprop.app.run;

import java.util.Collection;

/**
 * Where numbers stand between the lowest and the highest: on a logarithmic scale where these span
 * more than two orders of magnitude above 0.
 */
public record Scale(double low, double high) {
  private static final double MAGNITUDES = 100;

  /** The scale of the finite numbers. */
  public static Scale of(Collection<Double> values) {
    var finite = values.stream().mapToDouble(it -> it).filter(Double::isFinite).summaryStatistics();
    return new Scale(finite.getMin(), finite.getMax());
  }

  /** Whether equal factors are equally far apart. */
  public boolean isLogarithmic() {
    return low > 0 && high > MAGNITUDES * low;
  }

  /** From 0 at the lowest to 1 at the highest. */
  public double share(double value) {
    if (high <= low) {
      return 0;
    }
    return isLogarithmic()
        ? Math.log(value / low) / Math.log(high / low)
        : (value - low) / (high - low);
  }
}
