package org.backprop.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.backprop.advice.Notice;
import org.backprop.engine.NonFiniteException;
import org.backprop.model.Predictor;

/**
 * Settings that the validation rows decide. The usual plan and its alternatives are trained one
 * after the other, each to its own best epoch, and an alternative is kept where it is clearly
 * better on the validation rows.
 */
final class Trials {
  private final TrainingListener listener;
  private final Recording recording;
  private int fits;

  Trials(TrainingListener listener, Recording recording) {
    this.listener = listener;
    this.recording = recording;
  }

  /**
   * A plan, what it came to, and the comparisons that chose it.
   *
   * @param number of the fit, from 1
   */
  record Trained(int number, TrainingPlan plan, Fit fit, List<Notice> notices) {}

  /** Trains a plan, and its alternatives if there are validation rows. */
  Trained best(TrainingPlan plan) {
    var kept = trained(plan);
    if (plan.data().validation().isPresent()) {
      for (var alternative : plan.alternatives()) {
        kept = listener.isStopping() ? kept : better(kept, alternative);
      }
    }
    return kept;
  }

  private Trained trained(TrainingPlan plan) {
    var number = ++fits;
    listener.fit(number, plan);
    var data = plan.data();
    var fit =
        plan.trainer().fit(data.training(), data.validation(), listener, recording.fit(number));
    return new Trained(number, plan, fit, List.of());
  }

  private Trained better(Trained kept, Alternative alternative) {
    var best = Optional.<Trained>empty();
    var bestValue = alternative.values().getFirst();
    for (var value : alternative.values()) {
      var other = ifTrained(value.change().apply(kept.plan()));
      if (other.isPresent() && (best.isEmpty() || loss(other.get()) < loss(best.get()))) {
        best = other;
        bestValue = value;
      }
    }
    if (best.isEmpty()) {
      return kept;
    }
    var comparison = LossComparison.of(losses(kept), losses(best.get()));
    var better = comparison.isLowerBy(alternative.clear()) ? best.get() : kept;
    var notices = new ArrayList<>(kept.notices());
    notices.add(alternative.notice(bestValue, comparison));
    return new Trained(better.number(), better.plan(), better.fit(), List.copyOf(notices));
  }

  private Optional<Trained> ifTrained(TrainingPlan plan) {
    try {
      return listener.isStopping() ? Optional.empty() : Optional.of(trained(plan));
    } catch (NonFiniteException _) {
      return Optional.empty();
    }
  }

  /** The validation loss of the parameters that were kept. */
  private static double loss(Trained trained) {
    return Arrays.stream(losses(trained)).average().orElseThrow();
  }

  /** The loss of each validation row. */
  private static double[] losses(Trained trained) {
    var rows = trained.plan().data().validation().orElseThrow();
    var fit = trained.fit();
    var precision = trained.plan().trainer().precision();
    return new Predictor(fit.model(), fit.parameters(), precision, fit.inputType()).losses(rows);
  }
}
