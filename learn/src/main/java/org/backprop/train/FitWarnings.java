package org.backprop.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.model.InitialParameters;
import org.backprop.model.Predictor;
import org.backprop.optimizer.Newton;
import org.backprop.prepare.Dataset;
import org.backprop.provenance.Warning;
import org.backprop.provenance.Warning.Kind;
import org.backprop.table.CellText;
import org.backprop.table.Counted;

/** Finds what makes the outcome of a training doubtful. */
final class FitWarnings {
  /** A loss this much above another one differs from it by more than rounding. */
  private static final double ROUNDING = 1e-6;

  private final Trainer trainer;
  private final Fit fit;
  private final ConstantModel constant;

  private FitWarnings(Trainer trainer, Fit fit, ConstantModel constant) {
    this.trainer = trainer;
    this.fit = fit;
    this.constant = constant;
  }

  /**
   * The warnings of a fit.
   *
   * @param trainLoss the loss of the training rows with the parameters that were kept
   * @param validationLoss likewise of the validation rows, if there are any
   */
  static List<Warning> of(
      Trainer trainer,
      Fit fit,
      Dataset training,
      double trainLoss,
      Optional<Dataset> validation,
      OptionalDouble validationLoss) {
    var constant = ConstantModel.of(trainer.model().likelihood(), training);
    var all = new FitWarnings(trainer, fit, constant);
    var found = new ArrayList<Warning>();
    all.diverged(training, trainLoss).ifPresent(found::add);
    var diverged = !found.isEmpty();
    all.stoppedShort().ifPresent(found::add);
    if (!diverged && validation.isPresent()) {
      all.bestAtCap().ifPresent(found::add);
      all.noBetter(validation.get(), validationLoss.orElseThrow()).ifPresent(found::add);
    }
    return found;
  }

  /**
   * Whether the loss is above the constant model's, with the parameters kept and in the last epoch.
   * A short training whose loss is falling to the end, from that of the initial parameters, has not
   * diverged.
   */
  private Optional<Warning> diverged(Dataset training, double trainLoss) {
    var limit = constant.loss(training);
    var above = isAbove(trainLoss, limit) && isAbove(fit.epochs().getLast().loss(), limit);
    if (fit.bestEpoch() > 0 && !(above && !isFalling(training, trainLoss))) {
      return Optional.empty();
    }
    var fact =
        "training diverged: the loss of the training rows is %s, above the constant model's %s"
            .formatted(text(trainLoss), text(limit));
    return Optional.of(
        trainer.optimizer() instanceof Newton
            ? new Warning(Kind.DIVERGED, Notice.of(fact))
            : warning(
                Kind.DIVERGED,
                fact,
                "use {} or {}",
                Remedy.of(Setting.LEARNING_RATE, CellText.canonical(trainer.rate() / 10)),
                Remedy.of(Setting.CLIP, "1")));
  }

  private boolean isFalling(Dataset training, double trainLoss) {
    var last = fit.epochs().getLast().loss();
    return trainLoss <= last
        && fit.epochs().stream().allMatch(epoch -> last <= epoch.loss())
        && trainLoss < initialLoss(training);
  }

  private double initialLoss(Dataset training) {
    var drawn =
        InitialParameters.of(trainer.model(), trainer.precision(), trainer.execution().seed());
    trainer.initial().forEach((name, values) -> drawn.put(name, values.to(trainer.precision())));
    return new Predictor(trainer.model(), drawn, trainer.precision(), fit.inputType())
        .loss(training);
  }

  private Optional<Warning> stoppedShort() {
    var epochs = fit.epochs().size();
    if (fit.stopReason() == StopReason.REQUEST) {
      return Optional.of(
          new Warning(
              Kind.STOPPED_SHORT,
              Notice.of(
                  "training was stopped in epoch %s of at most %s, and the parameters after epoch %s were kept"
                      .formatted(epochs, trainer.stopping().mostEpochs(epochs), fit.bestEpoch()))));
    }
    if (trainer.optimizer() instanceof Newton && fit.stopReason() == StopReason.EPOCHS) {
      return Optional.of(
          warning(
              Kind.STOPPED_SHORT,
              "Newton's method has not converged after " + Counted.of(epochs, "step"),
              "use {} for more",
              more(epochs)));
    }
    return Optional.empty();
  }

  private Optional<Warning> bestAtCap() {
    var epochs = fit.epochs().size();
    return fit.stopReason() == StopReason.EPOCHS
            && fit.bestEpoch() == epochs
            && !(trainer.optimizer() instanceof Newton)
        ? Optional.of(
            warning(
                Kind.BEST_EPOCH_AT_CAP,
                epochs == 1
                    ? "the only epoch is the best one, so more may be better"
                    : "the best of %s epochs is the last, so more may be better".formatted(epochs),
                "use {}",
                more(epochs)))
        : Optional.empty();
  }

  private Optional<Warning> noBetter(Dataset validation, double loss) {
    var limit = constant.loss(validation);
    return isAbove(limit, loss) || !Double.isFinite(limit)
        ? Optional.empty()
        : Optional.of(
            new Warning(
                Kind.NO_BETTER_THAN_CONSTANT,
                Notice.of(
                    "on the validation rows the model is no better than the constant model, which predicts the mean of the training rows: loss %s against %s"
                        .formatted(text(loss), text(limit)))));
  }

  private static Warning warning(Kind kind, String fact, String advice, Remedy... remedies) {
    return new Warning(kind, Notice.of(fact, advice, remedies));
  }

  /** At least 10, and ten times as many as ran, up to a thousand more. */
  private static Remedy more(int epochs) {
    return Remedy.of(
        Setting.EPOCHS, String.valueOf(Math.max(10, epochs + Math.min(9 * epochs, 1000))));
  }

  /** Whether one loss is above another by more than rounding, or not a number. */
  private static boolean isAbove(double loss, double other) {
    return Double.isNaN(loss) || loss > other + ROUNDING * Math.max(1, Math.abs(other));
  }

  private static String text(double loss) {
    return String.format(Locale.ROOT, "%.4g", loss);
  }
}
