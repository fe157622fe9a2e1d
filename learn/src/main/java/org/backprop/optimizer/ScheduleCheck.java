package org.backprop.optimizer;

import java.util.List;
import java.util.stream.IntStream;
import org.backprop.part.Faults;

/**
 * Checks that a schedule's factors are finite, not negative and not all 0. Every schedule of this
 * library passes, and each is checked before a training begins.
 */
public final class ScheduleCheck {
  private static final int SAMPLES = 1000;

  private ScheduleCheck() {}

  /**
   * Checks a schedule at 1,000 shares of a training, the last of them 1.
   *
   * @return a sentence for each fault; empty if there is none
   */
  public static List<String> of(Schedule schedule) {
    var faults = Faults.none();
    faults.attempt("the schedule " + schedule.name(), () -> factors(schedule, faults));
    return faults.sentences();
  }

  private static void factors(Schedule schedule, Faults faults) {
    var shares = IntStream.rangeClosed(1, SAMPLES).mapToDouble(i -> (double) i / SAMPLES).toArray();
    var positive = false;
    for (var progress : shares) {
      var factor = schedule.factor(progress);
      if (!isFactor(factor)) {
        faults.add(fault(schedule, progress, factor));
        return;
      }
      positive |= factor > 0;
    }
    if (!positive) {
      faults.add(
          "the schedule %s is 0 throughout, so no parameter would change"
              .formatted(schedule.name()));
    }
  }

  private static boolean isFactor(double factor) {
    return factor >= 0 && Double.isFinite(factor);
  }

  private static String fault(Schedule schedule, double progress, double factor) {
    return "the schedule %s gives %s at progress %s; a factor of the learning rate is a finite number from 0"
        .formatted(schedule.name(), factor, progress);
  }

  /**
   * The schedule's factor.
   *
   * @throws IllegalArgumentException with a sentence, if it is negative or not finite
   */
  public static double factor(Schedule schedule, double progress) {
    var factor = schedule.factor(progress);
    if (!isFactor(factor)) {
      throw new IllegalArgumentException(fault(schedule, progress, factor));
    }
    return factor;
  }
}
