package org.backprop.train;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.backprop.table.DataException;

/**
 * When training ends, and the rows that say how good it was.
 *
 * @param epochs the most passes over the training rows; empty: 300, and for classes without
 *     validation rows as many as make 1,000 steps
 * @param extended the most epochs where the patience has not run out after {@code epochs}; empty:
 *     training is not extended
 * @param patience the epochs without a better validation loss after which training stops
 * @param validation the share of the rows that chooses the epoch; empty: 0.2, for a regression and
 *     for fewer than 30 rows 0
 * @param test the share of the rows that only the final model is scored on
 */
public record Stopping(
    OptionalInt epochs,
    OptionalInt extended,
    int patience,
    OptionalDouble validation,
    double test) {
  private static final int USUAL_EPOCHS = 300;

  /** The most epochs for each usual one where the validation loss falls that long. */
  private static final int EXTENSION = 10;

  public Stopping {
    Settings.requirePositive("the number of epochs", epochs.orElse(1));
    Settings.requirePositive("the patience", patience);
    requireShare(validation.orElse(0));
    requireShare(test);
  }

  /** The usual epochs, at most 30 without a better one, the usual validation share, no test. */
  public static Stopping usual() {
    return new Stopping(OptionalInt.empty(), OptionalInt.empty(), 30, OptionalDouble.empty(), 0);
  }

  private static void requireShare(double share) {
    if (!(share >= 0 && share < 1)) {
      throw new DataException(
          "a share of rows is from 0 to below 1, as in 0.2 for a fifth, not " + share);
    }
  }

  /** Of these epochs at most: training is not extended. */
  public Stopping withEpochs(int most) {
    return new Stopping(OptionalInt.of(most), OptionalInt.empty(), patience, validation, test);
  }

  public Stopping withPatience(int count) {
    return new Stopping(epochs, extended, count, validation, test);
  }

  public Stopping withValidation(double share) {
    return new Stopping(epochs, extended, patience, OptionalDouble.of(share), test);
  }

  public Stopping withTest(double share) {
    return new Stopping(epochs, extended, patience, validation, share);
  }

  /**
   * With the epochs stated; if they are empty, 300 or what the fewest steps take if that is more.
   */
  Stopping settled(int fewestSteps, int stepsPerEpoch) {
    var usual = Math.max(USUAL_EPOCHS, Math.ceilDiv(fewestSteps, stepsPerEpoch));
    return new Stopping(OptionalInt.of(epochs.orElse(usual)), extended, patience, validation, test);
  }

  /** Extended to ten times the epochs where the patience has not run out. */
  Stopping extendable() {
    var most = epochs.orElse(USUAL_EPOCHS) * EXTENSION;
    return new Stopping(epochs, OptionalInt.of(most), patience, validation, test);
  }

  /** The most epochs if the validation loss falls to the end. */
  public int lastEpoch() {
    return extended.orElse(epochs.orElse(USUAL_EPOCHS));
  }

  /** The most epochs as far as an epoch's number tells: doubled whenever training is extended. */
  public int mostEpochs(int number) {
    var most = epochs.orElse(USUAL_EPOCHS);
    while (most < Math.min(number, lastEpoch())) {
      most = Math.min(2 * most, lastEpoch());
    }
    return most;
  }

  Map<String, Object> toMap() {
    return new SettingValues()
        .put("epochs", epochs)
        .put("patience", patience)
        .put("validation", validation)
        .put("test", test)
        .toMap();
  }
}
