package org.backprop.app.study.review;

import java.time.LocalDate;
import java.time.OffsetDateTime;

/** The days by which cards are scheduled. */
public final class StudyDay {
  /** The hour at which a day begins, as in Anki: work after midnight belongs to the day before. */
  public static final int FIRST_HOUR = 4;

  private StudyDay() {}

  /** The day of a moment, on the clocks of its place. */
  public static LocalDate of(OffsetDateTime moment) {
    return moment.minusHours(FIRST_HOUR).toLocalDate();
  }
}
