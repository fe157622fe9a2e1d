package org.backprop.train;

import java.util.OptionalDouble;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.advice.SettingException;
import org.backprop.likelihood.Laplace;
import org.backprop.optimizer.Newton;

/**
 * A ridge penalty for models without hidden layers: the loss, which is the mean negative
 * log-likelihood at dispersion 1, plus {@code lambda / 2} times the squared norm of the
 * coefficients of standardised columns, the constant left free.
 *
 * <p>That is the objective of glmnet with alpha 0, whose documentation states it; of a target that
 * is standardised, as the normal likelihood's is, it is the objective in the standardised target,
 * so that the unit of the target does not matter. (What glmnet takes as lambda of a normal target
 * is this lambda times the target's standard deviation.)
 *
 * @param lambda the strength, from 0; empty: chosen by cross-validation
 */
public record Ridge(OptionalDouble lambda) {

  /** Checks the strength. */
  public Ridge {
    if (!(lambda.orElse(0) >= 0 && Double.isFinite(lambda.orElse(0)))) {
      throw new IllegalArgumentException(
          "the ridge penalty must be 0 or above, not " + lambda.getAsDouble());
    }
  }

  public static Ridge of(double lambda) {
    return new Ridge(OptionalDouble.of(lambda));
  }

  /** The strength that cross-validation finds best. */
  public static Ridge auto() {
    return new Ridge(OptionalDouble.empty());
  }

  /**
   * Refuses a network or an optimizer that has no such penalty.
   *
   * @throws SettingException with a sentence
   */
  static void check(Network network, Learning learning) {
    if (!network.isRegression()) {
      throw new SettingException(
          "a ridge penalty is for models without hidden layers",
          "use {} in its place, or {}",
          Remedy.of(Setting.WEIGHT_DECAY),
          Remedy.of(Setting.HIDDEN, "none"));
    }
    if (network.likelihood().orElseThrow() instanceof Laplace) {
      throw new SettingException(
          "a ridge penalty is not for the laplace likelihood, whose loss has no curvature",
          "leave it out, or use {}",
          Remedy.of(Setting.LIKELIHOOD, "normal"));
    }
    if (!(learning.optimizer().orElseThrow() instanceof Newton)) {
      throw new SettingException(
          "a ridge penalty is for newton, not for " + learning.optimizer().orElseThrow().name(),
          "use {} in its place, or {}",
          Remedy.of(Setting.WEIGHT_DECAY),
          Remedy.of(Setting.OPTIMIZER, "newton"));
    }
  }

  /** The strength, or {@code auto}. */
  Object toPlain() {
    return lambda.isPresent() ? (Object) lambda.getAsDouble() : "auto";
  }
}
