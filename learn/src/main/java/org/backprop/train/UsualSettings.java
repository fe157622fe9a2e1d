package org.backprop.train;

import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.advice.SettingException;
import org.backprop.layer.Activations;
import org.backprop.likelihood.Laplace;
import org.backprop.likelihood.Likelihood;
import org.backprop.optimizer.Newton;
import org.backprop.optimizer.Optimizer;
import org.backprop.optimizer.Optimizers;
import org.backprop.tensor.DType;

/**
 * The values of settings that were not stated.
 *
 * @param images whether the rows are images
 */
record UsualSettings(boolean images) {
  /** Newton's method keeps the square of this many numbers, and each row adds to all of them. */
  private static final int MOST_OF_NEWTON = 2000;

  private static final int MANY_ROWS = 5_000;

  /**
   * Settles what the rows are split and encoded by. A regression has no epoch to choose: all rows
   * train, as in statistics.
   */
  Settings beforeData(Settings stated) {
    var regression = stated.network().isRegression();
    var stopping = stated.stopping();
    return stated
        .with(stopping.withValidation(stopping.validation().orElse(regression ? 0 : 0.2)))
        .with(stated.execution().settled(regression ? DType.FLOAT64 : DType.FLOAT32));
  }

  /**
   * Settles all others.
   *
   * @throws SettingException if Newton's method is to train hidden layers
   */
  Settings afterData(Settings known, TrainingData data) {
    var rows = data.training();
    var family = data.choice().likelihood();
    var network = known.network().settled(family, images ? Activations.RELU : Activations.TANH);
    var coefficients = (rows.features() + 1L) * rows.outputs();
    var learning =
        known
            .learning()
            .settled(optimizer(network, family, coefficients), rows.rows() < MANY_ROWS ? 32 : 64);
    if (learning.optimizer().orElseThrow() instanceof Newton && !network.isRegression()) {
      throw new SettingException(
          "newton is for models without hidden layers",
          "leave it out, or say {}",
          Remedy.of(Setting.HIDDEN, "none"));
    }
    return known.with(network).with(learning);
  }

  private static Optimizer optimizer(Network network, Likelihood family, long coefficients) {
    return network.isRegression() && !(family instanceof Laplace) && coefficients <= MOST_OF_NEWTON
        ? Optimizers.newton()
        : Optimizers.adam();
  }
}
