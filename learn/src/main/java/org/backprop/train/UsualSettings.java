package org.backprop.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.advice.SettingException;
import org.backprop.layer.Activations;
import org.backprop.likelihood.Laplace;
import org.backprop.likelihood.Likelihood;
import org.backprop.optimizer.Newton;
import org.backprop.optimizer.Optimizer;
import org.backprop.optimizer.Optimizers;
import org.backprop.optimizer.Schedules;
import org.backprop.prepare.Dataset;
import org.backprop.tensor.DType;

/**
 * The values of settings that were not stated.
 *
 * @param images whether the rows are images
 * @param tableRows the rows before any are held out
 */
record UsualSettings(boolean images, int tableRows) {
  /** Newton's method keeps the square of this many numbers, and each row adds to all of them. */
  private static final int MOST_OF_NEWTON = 2000;

  /** Numbers of the coordinates in which Newton's method works. */
  private static final long MOST_OF_BASIS = 20_000_000;

  /** Operations of a step of the simplex method, of which there are some for each coefficient. */
  private static final long MOST_OF_SIMPLEX = 4_000_000_000L;

  private static final int MANY_ROWS = 5_000;

  /** Of more rows an epoch of the deeper network takes too long for a default. */
  private static final int MOST_ROWS_TO_TRY = 25_000;

  /** Of fewer rows, a fifth is too few to choose an epoch by. */
  private static final int FEWEST_TO_HOLD_OUT = 30;

  private static final double VALIDATION_SHARE = 0.2;

  /** Adam's steps at its usual rate that separate the classes of a truth table of 16 rows. */
  private static final int FEWEST_STEPS = 1_000;

  /**
   * Settles what the rows are split and encoded by. A regression has no epoch to choose: all rows
   * train, as in statistics. So do they where they are few.
   */
  Settings beforeData(Settings stated) {
    var regression = stated.network().isRegression();
    var stopping = stated.stopping();
    var usual = regression || isTiny() ? 0 : VALIDATION_SHARE;
    return stated
        .with(stopping.withValidation(stopping.validation().orElse(usual)))
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
    var learning =
        known.learning().settled(optimizer(known, family, rows), rows.rows() < MANY_ROWS ? 32 : 64);
    if (learning.optimizer().orElseThrow() instanceof Newton && !network.isRegression()) {
      throw new SettingException(
          "newton is for models without hidden layers",
          "leave it out, or say {}",
          Remedy.of(Setting.HIDDEN, "none"));
    }
    learning.ridge().ifPresent(_ -> Ridge.check(network, learning));
    var isClassifier = family.encoding().isClasses() && !network.isRegression();
    var fewestSteps = isClassifier && data.validation().isEmpty() ? FEWEST_STEPS : 0;
    var stepsPerEpoch = Math.ceilDiv(rows.rows(), learning.batch().orElseThrow());
    var settled = known.stopping().settled(fewestSteps, stepsPerEpoch);
    var stopping = isExtendable(known, data) ? settled.extendable() : settled;
    return known.with(network).with(learning).with(stopping);
  }

  /** A schedule other than the constant one is made for a number of epochs. */
  private static boolean isExtendable(Settings known, TrainingData data) {
    return known.stopping().epochs().isEmpty()
        && data.validation().isPresent()
        && known.learning().schedule().equals(Schedules.CONSTANT);
  }

  private boolean isTiny() {
    return tableRows < FEWEST_TO_HOLD_OUT;
  }

  /**
   * What to train beside the usual settings of a network for a table that is not large, unless
   * training ends before patience can end it, since losses of unfinished fits do not compare.
   *
   * @param logScaled the data with a logarithmic scale for the columns that it suits, if there are
   *     any and the scales are not stated
   */
  List<Alternative> alternatives(
      Settings stated,
      Settings settled,
      TrainingData data,
      Supplier<Optional<TrainingData>> logScaled) {
    var stopping = settled.stopping();
    var alternatives = new ArrayList<Alternative>();
    if (images
        || isLarge()
        || data.validation().isEmpty()
        || settled.network().isRegression()
        || stopping.lastEpoch() <= stopping.patience()) {
      return List.of();
    }
    if (!stated.network().areLayersStated()) {
      alternatives.add(Alternative.deeper());
    }
    logScaled.get().map(Alternative::logScale).ifPresent(alternatives::add);
    if (stated.learning().optimizer().isEmpty() && Alternative.isWide(data)) {
      alternatives.add(Alternative.weightDecay());
    }
    return alternatives;
  }

  /** What the number of rows decides, if it was not stated. */
  List<Notice> notices(Settings stated) {
    if (isTiny() && stated.stopping().validation().isEmpty() && !stated.network().isRegression()) {
      return List.of(
          Notice.of(
              "Fewer than %s rows: none are held out, so the scores are of rows that were trained on"
                  .formatted(FEWEST_TO_HOLD_OUT),
              "to hold out a fifth, use {}.",
              Remedy.of(Setting.VALIDATION, "" + VALIDATION_SHARE)));
    }
    return isLarge() && !stated.network().areLayersStated()
        ? List.of(
            Notice.of(
                "More than %s rows: one hidden layer of 64 is trained, no deeper network beside it"
                    .formatted(MOST_ROWS_TO_TRY),
                "one that takes longer and may predict better is {}.",
                Remedy.of(Setting.HIDDEN, "128", "128")))
        : List.of();
  }

  private boolean isLarge() {
    return !images && tableRows > MOST_ROWS_TO_TRY;
  }

  private Optimizer optimizer(Settings known, Likelihood family, Dataset rows) {
    return known.network().isRegression()
            && known.learning().frozen().isEmpty()
            && isSmall(family, rows)
        ? Optimizers.newton()
        : Optimizers.adam();
  }

  /** Of more features than rows only as many coefficients as rows are sought. */
  private boolean isSmall(Likelihood family, Dataset rows) {
    var features = rows.features() + 1L;
    var sought = images ? features : Math.min(features, rows.rows());
    return family instanceof Laplace
        ? rows.rows() * features * features <= MOST_OF_SIMPLEX
        : sought * rows.outputs() <= MOST_OF_NEWTON && features * sought <= MOST_OF_BASIS;
  }
}
