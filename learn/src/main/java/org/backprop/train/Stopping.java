package org.backprop.train;

import java.util.Map;
import java.util.OptionalDouble;
import org.backprop.table.DataException;

/**
 * When training ends, and the rows that say how good it was.
 *
 * @param epochs the most passes over the training rows
 * @param patience the epochs without a better validation loss after which training stops
 * @param validation the share of the rows that chooses the epoch; empty: 0.2, for a regression 0
 * @param test the share of the rows that only the final model is scored on
 */
public record Stopping(int epochs, int patience, OptionalDouble validation, double test) {

  public Stopping {
    Settings.requirePositive("the number of epochs", epochs);
    Settings.requirePositive("the patience", patience);
    requireShare(validation.orElse(0));
    requireShare(test);
  }

  /** At most 300 epochs, 30 without a better one, the usual validation share, no test. */
  public static Stopping usual() {
    return new Stopping(300, 30, OptionalDouble.empty(), 0);
  }

  private static void requireShare(double share) {
    if (!(share >= 0 && share < 1)) {
      throw new DataException(
          "a share of rows is from 0 to below 1, as in 0.2 for a fifth, not " + share);
    }
  }

  public Stopping withEpochs(int most) {
    return new Stopping(most, patience, validation, test);
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

  Map<String, Object> toMap() {
    return new SettingValues()
        .put("epochs", epochs)
        .put("patience", patience)
        .put("validation", validation)
        .put("test", test)
        .toMap();
  }
}
