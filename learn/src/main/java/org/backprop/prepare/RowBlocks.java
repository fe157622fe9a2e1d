package org.backprop.prepare;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.backprop.table.DataException;

/** Work on several threads, with a result and a failure that do not depend on their number. */
final class RowBlocks {
  /** So many rows are encoded at a time. */
  private static final int ROWS = 1 << 14;

  private RowBlocks() {}

  /** The rows cut into blocks, in order; at least one. */
  static List<int[]> of(int[] rows) {
    return IntStream.range(0, Math.max(1, Math.ceilDiv(rows.length, ROWS)))
        .map(block -> block * ROWS)
        .mapToObj(from -> Arrays.copyOfRange(rows, from, Math.min(from + ROWS, rows.length)))
        .toList();
  }

  /** The value of each number below {@code count}; of several failures the first is thrown. */
  static <T> List<T> map(int count, IntFunction<T> function) {
    try {
      return IntStream.range(0, count).parallel().mapToObj(function).toList();
    } catch (DataException _) {
      return IntStream.range(0, count).mapToObj(function).toList();
    }
  }
}
