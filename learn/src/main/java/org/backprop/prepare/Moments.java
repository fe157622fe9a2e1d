package org.backprop.prepare;

import java.util.Arrays;
import org.backprop.table.DataException;

/** Mean and standard deviation of numbers, the latter of the population (divided by n). */
record Moments(double mean, double deviation) {

  /** In two passes, so that a large mean costs no digits; equal numbers have deviation 0. */
  static Moments of(double[] numbers) {
    if (Arrays.stream(numbers).allMatch(number -> number == numbers[0])) {
      return new Moments(numbers.length == 0 ? 0 : numbers[0], 0);
    }
    var mean = 0.0;
    for (var i = 0; i < numbers.length; i++) {
      mean += (numbers[i] - mean) / (i + 1);
    }
    var centre = mean;
    var unit = unit(Arrays.stream(numbers).map(x -> Math.abs(x - centre)).max().orElseThrow());
    var squares = Arrays.stream(numbers).map(x -> (x - centre) * unit).map(x -> x * x).sum();
    return new Moments(mean, Math.sqrt(squares / numbers.length) / unit);
  }

  /** 1, or a power of two by which the square of the largest distance can be represented. */
  private static double unit(double largest) {
    return largest > 1e-100 && largest < 1e100
        ? 1
        : Math.scalb(1.0, Math.clamp(-Math.getExponent(largest), -1000, 1000));
  }

  /**
   * Those of a column.
   *
   * @throws DataException if two of its numbers are farther apart than 1.8e308
   */
  static Moments of(String column, double[] numbers) {
    var moments = of(numbers);
    if (!Double.isFinite(moments.deviation)) {
      throw new DataException(
          column
              + " has numbers that are farther apart than 1.8e308; divide the column by a power of"
              + " ten.");
    }
    return moments;
  }

  /** Pearson's correlation of two equally long series that vary. */
  static double correlation(double[] x, double[] y, Moments ofY) {
    var ofX = of(x);
    var sum = 0.0;
    for (var i = 0; i < x.length; i++) {
      sum += (x[i] - ofX.mean) / ofX.deviation * ((y[i] - ofY.mean) / ofY.deviation);
    }
    return sum / x.length;
  }
}
