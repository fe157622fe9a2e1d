package org.backprop.table;

import java.util.OptionalDouble;

/**
 * What is counted of a column.
 *
 * @param missing how many cells are missing
 * @param distinct how many different values there are beside missing ones; numbers by value, so
 *     that 1 and 1.0 are one
 * @param min the smallest number; empty for other types
 * @param max the largest number; empty for other types
 */
public record ColumnStatistics(int missing, int distinct, OptionalDouble min, OptionalDouble max) {

  /** Those of a column that has no range. */
  static ColumnStatistics ofLevels(int missing, int distinct) {
    return new ColumnStatistics(missing, distinct, OptionalDouble.empty(), OptionalDouble.empty());
  }
}
