package org.backprop.score;

import java.util.Map;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.Target;

/**
 * How good a model is on rows whose target is known, beside a baseline that knows only the mean of
 * the training targets.
 *
 * <p>Weights count in {@link #loss} alone, as they did in training; for every other score each row
 * counts once.
 */
public sealed interface Scores permits ClassScores, NumberScores {

  /**
   * The scores of a model.
   *
   * @param baseline the mean of the encoded training targets: class frequencies, or one number
   */
  static Scores of(TrainedModel model, Dataset data, double[] baseline) {
    return switch (model.target()) {
      case Target.Classes classes -> ClassScores.of(model, classes, data, baseline);
      case Target.Number number -> NumberScores.of(model, number, data, baseline);
    };
  }

  /** The number of rows. */
  int rows();

  /** The weighted mean of the negative log-likelihood as it was trained: encoded, dispersion 1. */
  double loss();

  /** The sum of the rows' log-densities, in the target's own units and with the dispersion. */
  double logLikelihood();

  /** The sum of the rows' deviances. */
  double deviance();

  /** Numbers, lists and maps for JSON; {@code null} for what is not defined on these rows. */
  Map<String, Object> toMap();
}
