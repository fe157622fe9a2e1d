package org.backprop.prepare;

import java.time.LocalDate;
import java.util.Locale;

/** A number that a date and time gives, in UTC; what recurs is a sine and a cosine. */
enum DatePart {
  YEAR,
  MONTH_SIN,
  MONTH_COS,
  WEEKDAY_SIN,
  WEEKDAY_COS,
  HOUR_SIN,
  HOUR_COS,
  /** The days, with fractions, since 1970-01-01. */
  DAYS;

  private static final long DAY = 86_400_000_000L; // microseconds
  private static final int THURSDAY = 3; // the first day, counted from Monday

  /** The number of a time in microseconds since 1970-01-01T00:00 UTC. */
  double of(long time) {
    var day = Math.floorDiv(time, DAY);
    return switch (this) {
      case YEAR -> LocalDate.ofEpochDay(day).getYear();
      case MONTH_SIN -> StrictMath.sin(month(day));
      case MONTH_COS -> StrictMath.cos(month(day));
      case WEEKDAY_SIN -> StrictMath.sin(angle((double) Math.floorMod(day + THURSDAY, 7L), 7));
      case WEEKDAY_COS -> StrictMath.cos(angle((double) Math.floorMod(day + THURSDAY, 7L), 7));
      case HOUR_SIN -> StrictMath.sin(angle((double) Math.floorMod(time, DAY), DAY));
      case HOUR_COS -> StrictMath.cos(angle((double) Math.floorMod(time, DAY), DAY));
      case DAYS -> (double) time / DAY;
    };
  }

  private static double month(long day) {
    return angle(LocalDate.ofEpochDay(day).getMonthValue() - 1.0, 12);
  }

  private static double angle(double part, double whole) {
    return 2 * Math.PI * part / whole;
  }

  /** As in {@code month sin}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
