package org.backprop.train;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;

/**
 * Another value of one setting, which replaces the usual one where validation rows clearly prefer
 * it.
 *
 * @param name as in {@code two hidden layers of 128}
 * @param usual the name of the usual value, as in {@code one of 64}
 * @param change what makes it of a plan
 * @param usualOnly the setting with which nothing but the usual value is tried
 */
public record Alternative(
    String name, String usual, UnaryOperator<TrainingPlan> change, Remedy usualOnly) {

  /** Two hidden layers of 128 beside the textbook's one of 64. */
  static Alternative deeper() {
    return new Alternative(
        "two hidden layers of 128",
        "one hidden layer of 64",
        plan -> plan.with(plan.settings().withHidden(128, 128)),
        Remedy.of(Setting.HIDDEN, "64"));
  }

  /** Which value was kept, and by how much. */
  Notice notice(LossComparison comparison) {
    var kept = comparison.isClearlyLower() ? name : usual;
    var errors = Math.abs(comparison.standardErrors());
    var fact =
        String.format(
            Locale.ROOT,
            "%s kept: on the validation rows the loss of %s is %.4g, that of %s %.4g; the difference is %.1f standard errors, and lower by more than %.1f and by more than %s is clearly better",
            kept.substring(0, 1).toUpperCase(Locale.ROOT) + kept.substring(1),
            name,
            comparison.other(),
            usual,
            comparison.usual(),
            errors,
            LossComparison.CLEAR,
            LossComparison.WORTHWHILE);
    return Notice.of(fact, "to train one only, use {}.", usualOnly);
  }
}
