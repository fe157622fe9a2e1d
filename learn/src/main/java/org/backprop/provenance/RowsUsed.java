package org.backprop.provenance;

import java.util.List;
import java.util.Map;
import org.backprop.saved.SavedMap;

/**
 * The rows of each part.
 *
 * @param train how many the parameters were learned from
 * @param validation how many chose the epoch
 * @param test how many only tested
 * @param heldOutValidation the numbers, from 0, of the rows of the training data that were held out
 *     for validation
 * @param heldOutTest likewise for the test
 */
public record RowsUsed(
    int train,
    int validation,
    int test,
    List<Integer> heldOutValidation,
    List<Integer> heldOutTest) {

  /** Checks the numbers. */
  public RowsUsed {
    heldOutValidation = List.copyOf(heldOutValidation);
    heldOutTest = List.copyOf(heldOutTest);
    if (train < 1 || validation < 0 || test < 0) {
      throw new IllegalArgumentException(
          "%s training, %s validation and %s test rows cannot be"
              .formatted(train, validation, test));
    }
    requireRows(heldOutValidation);
    requireRows(heldOutTest);
  }

  private static void requireRows(List<Integer> rows) {
    for (var row : rows) {
      if (row < 0) {
        throw new IllegalArgumentException("there is no row " + row + " to hold out");
      }
    }
  }

  /** The rows of the training data that were held out for a part. */
  public List<Integer> heldOut(String part) {
    return switch (part) {
      case Parts.VALIDATION -> heldOutValidation;
      case Parts.TEST -> heldOutTest;
      default -> List.of();
    };
  }

  /** All rows. */
  public int all() {
    return train + validation + test;
  }

  Map<String, Object> toMap() {
    return SavedMap.of(
        Parts.TRAIN,
        train,
        Parts.VALIDATION,
        validation,
        Parts.TEST,
        test,
        "held_out",
        SavedMap.of(Parts.VALIDATION, heldOutValidation, Parts.TEST, heldOutTest));
  }

  static RowsUsed fromMap(SavedMap saved) {
    var heldOut = saved.saved("held_out");
    return new RowsUsed(
        saved.whole(Parts.TRAIN),
        saved.whole(Parts.VALIDATION),
        saved.whole(Parts.TEST),
        heldOut.wholes(Parts.VALIDATION),
        heldOut.wholes(Parts.TEST));
  }
}
