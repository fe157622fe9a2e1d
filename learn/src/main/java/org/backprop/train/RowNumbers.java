package org.backprop.train;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.backprop.table.Counted;

/** The row of its source, from 0, that each example was made of. */
public final class RowNumbers {
  private final int[] rows;

  private RowNumbers(int[] rows) {
    this.rows = rows;
  }

  static RowNumbers of(int... rows) {
    return new RowNumbers(rows.clone());
  }

  /** The row of an example. */
  public int row(int example) {
    return rows[example];
  }

  IntStream rows() {
    return Arrays.stream(rows);
  }

  /** The example that was made of a row, if one was. */
  public OptionalInt example(int row) {
    for (var i = 0; i < rows.length; i++) {
      if (rows[i] == row) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** The number of examples. */
  public int count() {
    return rows.length;
  }

  /** As in {@code 275 rows}. */
  @Override
  public String toString() {
    return Counted.of(rows.length, "row");
  }
}
