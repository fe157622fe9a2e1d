package org.backprop.app.study.review;

import org.backprop.recall.Parameters;
import org.backprop.recall.Scheduler;

/**
 * How a learner wants cards scheduled.
 *
 * @param desiredRetention the probability of recall at which a card is due
 * @param newPerDay the most new cards a day
 * @param reviewsPerDay the most cards a day that are due; those forgotten on that day are not
 *     counted
 * @param parameters of FSRS-6: the published ones, or those fitted to the learner's own reviews
 */
public record StudySettings(
    double desiredRetention, int newPerDay, int reviewsPerDay, Parameters parameters) {
  /** The least and greatest desired retention, as in Anki. */
  static final double LEAST_RETENTION = 0.7;

  static final double MOST_RETENTION = 0.99;

  /** Of a learner who has chosen nothing. */
  public static final StudySettings DEFAULT =
      new StudySettings(Scheduler.DESIRED_RETENTION, 10, 200, Parameters.DEFAULT);

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public StudySettings {
    if (!(desiredRetention >= LEAST_RETENTION && desiredRetention <= MOST_RETENTION)) {
      throw new IllegalArgumentException(
          "the desired retention is a probability from %s to %s, not %s"
              .formatted(LEAST_RETENTION, MOST_RETENTION, desiredRetention));
    }
    requireCount("new cards", newPerDay);
    requireCount("reviews", reviewsPerDay);
  }

  private static void requireCount(String what, int perDay) {
    if (perDay < 0) {
      throw new IllegalArgumentException(
          "the most %s a day are 0 or more, not %s".formatted(what, perDay));
    }
  }

  public StudySettings withDesiredRetention(double retention) {
    return new StudySettings(retention, newPerDay, reviewsPerDay, parameters);
  }

  public StudySettings withPerDay(int newCards, int reviews) {
    return new StudySettings(desiredRetention, newCards, reviews, parameters);
  }

  public StudySettings with(Parameters fitted) {
    return new StudySettings(desiredRetention, newPerDay, reviewsPerDay, fitted);
  }

  /** The schedule of cards after these events. */
  public ReviewSchedule schedule(StudyLog log) {
    return ReviewSchedule.of(new Scheduler(parameters), desiredRetention, log.events());
  }
}
