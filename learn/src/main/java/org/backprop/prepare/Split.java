package org.backprop.prepare;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.backprop.table.DataException;

/**
 * Which rows train, which tell when to stop, and which test; each ascending, together all rows.
 *
 * <p>The same arguments give the same split in every version of this library.
 */
@SuppressWarnings("ArrayRecordComponent") // read as arrays; never compared
public record Split(int[] train, int[] validation, int[] test) {
  private static final byte TRAIN = 0;
  private static final byte VALIDATION = 1;
  private static final byte TEST = 2;

  /**
   * Rows split at random.
   *
   * @param validation the share of the rows that validates, from 0 to below 1
   * @param test the share of the rows that tests
   * @throws DataException if a share is negative, or they leave nothing to train on
   */
  public static Split of(int rows, double validation, double test, long seed) {
    return ofClasses(new int[rows], validation, test, seed);
  }

  /**
   * Rows split at random within each class, so that every part has about the same share of each.
   *
   * <p>Of each class a row stays in training; over all classes the shares are met to a row, where
   * that allows it.
   */
  public static Split ofClasses(int[] labels, double validation, double test, long seed) {
    if (!(validation >= 0 && test >= 0 && validation + test < 1)) {
      throw new DataException(
          "Validation takes %s of the rows and test %s; give shares from 0 on that leave some for training."
              .formatted(validation, test));
    }
    var parts = new byte[labels.length];
    var shuffle = new Shuffle(seed);
    var wanted = new double[3];
    var given = new int[3];
    for (var rows : byClass(labels).values()) {
      shuffle.apply(rows);
      var free = rows.length - 1;
      var tests = share(rows.length, test, TEST, wanted, given, free);
      var validations = share(rows.length, validation, VALIDATION, wanted, given, free - tests);
      mark(parts, rows, 0, tests, TEST);
      mark(parts, rows, tests, validations, VALIDATION);
    }
    return new Split(rows(parts, TRAIN), rows(parts, VALIDATION), rows(parts, TEST));
  }

  private static Map<Integer, int[]> byClass(int[] labels) {
    Map<Integer, IntStream.Builder> rows = new TreeMap<>();
    for (var row = 0; row < labels.length; row++) {
      rows.computeIfAbsent(labels[row], _ -> IntStream.builder()).add(row);
    }
    Map<Integer, int[]> arrays = new TreeMap<>();
    rows.forEach((label, builder) -> arrays.put(label, builder.build().toArray()));
    return arrays;
  }

  /** How many rows of a class go to a part: what makes the total of all classes right so far. */
  private static int share(
      int rows, double fraction, byte part, double[] wanted, int[] given, int free) {
    wanted[part] += rows * fraction;
    var count = Math.clamp(Math.round(wanted[part]) - given[part], 0, Math.max(0, free));
    given[part] += count;
    return count;
  }

  private static void mark(byte[] parts, int[] rows, int from, int count, byte part) {
    for (var i = from; i < from + count; i++) {
      parts[rows[i]] = part;
    }
  }

  private static int[] rows(byte[] parts, byte part) {
    return IntStream.range(0, parts.length).filter(row -> parts[row] == part).toArray();
  }

  /** As in {@code train 120, validation 15, test 15}. */
  @Override
  public String toString() {
    return "train %s, validation %s, test %s"
        .formatted(train.length, validation.length, test.length);
  }

  /** All rows for training. */
  public static Split allTraining(int rows) {
    var all = new int[rows];
    Arrays.setAll(all, row -> row);
    return new Split(all, new int[0], new int[0]);
  }
}
