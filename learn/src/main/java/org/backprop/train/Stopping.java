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
 * @param patience the epochs without a better validation loss after which training stops
 * @param validation the share of the rows that chooses the epoch; empty: 0.2, for a regression and
 *     for fewer than 30 rows 0
 * @param test the share of the rows that only the final model is scored on
 */
public record Stopping(OptionalInt epochs, int patience, OptionalDouble validation, double test) {
  private static final int USUAL_EPOCHS = 300;

  public Stopping {
    Settings.requirePositive("the number of epochs", epochs.orElse(1));
    Settings.requirePositive("the patience", patience);
    requireShare(validation.orElse(0));
    requireShare(test);
  }

  /** The usual epochs, at most 30 without a better one, the usual validation share, no test. */
  public static Stopping usual() {
    return new Stopping(OptionalInt.empty(), 30, OptionalDouble.empty(), 0);
  }

  private static void requireShare(double share) {
    if (!(share >= 0 && share < 1)) {
      throw new DataException(
          "a share of rows is from 0 to below 1, as in 0.2 for a fifth, not " + share);
    }
  }

  public Stopping withEpochs(int most) {
    return new Stopping(OptionalInt.of(most), patience, validation, test);
  }

  public Stopping withPatience(int count) {
    return new Stopping(epochs, count, validation, test);
  }

  public Stopping withValidation(double share) {
    return new Stopping(epochs, patience, OptionalDouble.of(share), test);
  }

  public Stopping withTest(double share) {
    return new Stopping(epochs, patience, validation, share);
  }

  /**
   * With the epochs stated; if they are empty, 300 or what the fewest steps take if that is more.
   */
  Stopping settled(int fewestSteps, int stepsPerEpoch) {
    return withEpochs(
        epochs.orElse(Math.max(USUAL_EPOCHS, Math.ceilDiv(fewestSteps, stepsPerEpoch))));
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
