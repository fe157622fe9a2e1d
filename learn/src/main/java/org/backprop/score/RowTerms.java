package org.backprop.score;

import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** One number for each row, computed on several threads. */
final class RowTerms {
  private RowTerms() {}

  /** The number of each row. */
  static double[] of(int rows, IntToDoubleFunction term) {
    return IntStream.range(0, rows).parallel().mapToDouble(term).toArray();
  }

  /** Their sum, taken in the order of the rows. */
  static double sum(int rows, IntToDoubleFunction term) {
    return DoubleStream.of(of(rows, term)).sum();
  }
}
