package org.backprop.train;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.optimizer.Optimizers;
import org.backprop.table.DidYouMean;

/**
 * Other values of one setting. Each is trained beside the usual one, and the best of them replaces
 * it where validation rows clearly prefer it.
 *
 * @param usual the name of the usual value, as in {@code one hidden layer of 64}
 * @param values the others
 * @param clear the standard errors by which a loss is clearly lower
 * @param usualOnly the setting with which nothing but the usual value is trained
 */
public record Alternative(String usual, List<Value> values, double clear, Remedy usualOnly) {

  /**
   * Another value.
   *
   * @param name as in {@code two hidden layers of 128}
   * @param change what makes it of a plan
   */
  public record Value(String name, UnaryOperator<TrainingPlan> change) {}

  /** Inputs for each row above which weight decay is tried. */
  private static final double WIDE = 0.2;

  public Alternative {
    values = List.copyOf(values);
  }

  /** Two hidden layers of 128 beside the textbook's one of 64. */
  static Alternative deeper() {
    return new Alternative(
        "one hidden layer of 64",
        List.of(
            new Value(
                "two hidden layers of 128",
                plan -> plan.with(plan.settings().withHidden(128, 128)))),
        LossComparison.CLEAR,
        Remedy.of(Setting.HIDDEN, "64"));
  }

  /** The data with some columns on a logarithmic scale. */
  static Alternative logScale(TrainingData data) {
    var columns = data.preparation().orElseThrow().logColumns();
    return new Alternative(
        "the linear scale for all columns",
        List.of(
            new Value(
                "a logarithmic scale for " + DidYouMean.list(columns), plan -> plan.with(data))),
        LossComparison.CLEAR,
        Remedy.of(Setting.LOG_SCALE, "none"));
  }

  /** Whether there are more than {@value #WIDE} inputs for each row. */
  static boolean isWide(TrainingData data) {
    return data.training().features() > WIDE * data.training().rows();
  }

  /** Adam with weight decay. */
  static Alternative weightDecay() {
    return new Alternative(
        "no weight decay",
        Stream.of(0.001, 0.01).map(Alternative::weightDecay).toList(),
        0,
        Remedy.of(Setting.WEIGHT_DECAY, "0"));
  }

  private static Value weightDecay(double factor) {
    var optimizer = Optimizers.adam().withWeightDecay(factor);
    return new Value(
        "a weight decay of " + factor,
        plan ->
            plan.with(plan.settings().with(plan.settings().learning().withOptimizer(optimizer))));
  }

  /** As in {@code two hidden layers of 128}. */
  public String text() {
    return String.join(" or ", values.stream().map(Value::name).toList());
  }

  /** Which value was kept, and by how much. */
  Notice notice(Value best, LossComparison comparison) {
    var kept = comparison.isLowerBy(clear) ? best.name() : usual;
    var fact =
        String.format(
            Locale.ROOT,
            "%s kept: on the validation rows the loss of %s is %.4g, that of %s %.4g; the difference is %.1f standard errors, and lower by more than %s%s is clearly better",
            kept.substring(0, 1).toUpperCase(Locale.ROOT) + kept.substring(1),
            best.name(),
            comparison.other(),
            usual,
            comparison.usual(),
            Math.abs(comparison.standardErrors()),
            clear > 0 ? clear + " and by more than " : "",
            LossComparison.WORTHWHILE);
    return Notice.of(fact, "to train one only, use {}.", usualOnly);
  }
}
