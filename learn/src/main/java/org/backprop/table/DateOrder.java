package org.backprop.table;

import java.util.List;

/** The order of the numbers in dates that do not begin with a year of four digits. */
public enum DateOrder {
  /** {@code 31/12/2024}. */
  DAY_FIRST,
  /** {@code 12/31/2024}. */
  MONTH_FIRST,
  /** {@code 24/12/31}. */
  YEAR_FIRST;

  /** The order in which more of the dates are in the calendar; the day first if all fit alike. */
  static DateOrder of(List<DateText> dates) {
    var best = DAY_FIRST;
    for (var order : values()) {
      best = order.known(dates) > best.known(dates) ? order : best;
    }
    return best;
  }

  /** How many of the dates are in the calendar. */
  long known(List<DateText> dates) {
    return dates.stream().filter(date -> date.time(this) != DateTimes.UNKNOWN).count();
  }

  /** As in {@code day_first}. */
  String word() {
    return switch (this) {
      case DAY_FIRST -> "day";
      case MONTH_FIRST -> "month";
      case YEAR_FIRST -> "year";
    };
  }
}
