package org.backprop.app;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.backprop.prepare.Target;
import org.backprop.score.ClassScores;
import org.backprop.score.NumberScores;
import org.backprop.score.Scores;

/**
 * One of the numbers that a model is judged by.
 *
 * @param name in a table
 * @param key in JSON
 * @param isShare whether it is at most 1 and has four digits after the point
 */
public record ScoreMeasure(
    String name, String key, ToDoubleFunction<Scores> value, boolean isShare) {
  private static final List<ScoreMeasure> ALWAYS =
      List.of(
          new ScoreMeasure("loss", "loss", Scores::loss, false),
          new ScoreMeasure("log-likelihood", "log_likelihood", Scores::logLikelihood, false),
          new ScoreMeasure("deviance", "deviance", Scores::deviance, false));

  private static final List<ScoreMeasure> CLASSES =
      List.of(
          new ScoreMeasure("accuracy", "accuracy", s -> ((ClassScores) s).accuracy(), true),
          new ScoreMeasure("AUC", "auc", s -> ((ClassScores) s).auc(), true),
          new ScoreMeasure("Brier score", "brier", s -> ((ClassScores) s).brier(), true),
          new ScoreMeasure(
              "calibration error",
              "calibration_error",
              s -> ((ClassScores) s).calibrationError(),
              true));

  private static final List<ScoreMeasure> NUMBERS =
      List.of(
          new ScoreMeasure("RMSE", "rmse", s -> ((NumberScores) s).rmse(), false),
          new ScoreMeasure("MAE", "mae", s -> ((NumberScores) s).mae(), false),
          new ScoreMeasure("R2", "r2", s -> ((NumberScores) s).r2(), true),
          new ScoreMeasure(
              "in 95% interval", "coverage_95", s -> ((NumberScores) s).coverage(), true));

  /** Those of a kind of target. */
  public static List<ScoreMeasure> of(Target target) {
    var more = target instanceof Target.Classes ? CLASSES : NUMBERS;
    return Stream.concat(ALWAYS.stream(), more.stream()).toList();
  }

  /** As people read it. */
  public String text(Scores scores) {
    return text(value.applyAsDouble(scores));
  }

  /** A value of it as people read it. */
  public String text(double number) {
    return isShare ? Numbers.fixed(number, 4) : Numbers.of(number);
  }
}
