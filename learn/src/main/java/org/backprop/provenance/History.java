package org.backprop.provenance;

import java.util.List;
import java.util.Map;
import org.backprop.saved.SavedMap;
import org.jspecify.annotations.Nullable;

/**
 * The course of a training.
 *
 * @param epochs the number of epochs that ran
 * @param bestEpoch the epoch, from 1, whose parameters the model has; 0 if none was finite
 * @param losses the weighted mean training loss of each epoch; empty if not recorded
 * @param validationLosses the loss of the validation rows after each epoch; empty without such rows
 */
public record History(
    int epochs, int bestEpoch, List<Double> losses, List<Double> validationLosses) {

  /** Checks that the numbers fit together. */
  public History {
    losses = List.copyOf(losses);
    validationLosses = List.copyOf(validationLosses);
    if (epochs < 1 || bestEpoch < 0 || bestEpoch > epochs) {
      throw new IllegalArgumentException(
          "epoch " + bestEpoch + " cannot be the best of " + epochs + " epochs");
    }
    requireLength("losses", losses, epochs);
    requireLength("validation losses", validationLosses, epochs);
  }

  private static void requireLength(String what, List<Double> values, int epochs) {
    if (!values.isEmpty() && values.size() != epochs) {
      throw new IllegalArgumentException(
          "there are %s %s of %s epochs".formatted(values.size(), what, epochs));
    }
  }

  Map<String, Object> toMap() {
    return SavedMap.of(
        "epochs",
        epochs,
        "best_epoch",
        bestEpoch,
        "loss",
        finite(losses),
        "validation_loss",
        finite(validationLosses));
  }

  /** JSON knows no NaN and no infinity: null stands for both. */
  private static List<?> finite(List<Double> values) {
    return values.stream().map(History::finite).toList();
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  static History fromMap(SavedMap saved) {
    return new History(
        saved.whole("epochs"),
        saved.whole("best_epoch"),
        saved.numbersOrNan("loss"),
        saved.numbersOrNan("validation_loss"));
  }
}
