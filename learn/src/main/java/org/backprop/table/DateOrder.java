package org.backprop.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the day or the month stands first in the dates of a column that end with the year. */
enum DateOrder {
  DAY_FIRST,
  MONTH_FIRST;

  private static final Pattern DATE =
      Pattern.compile("(\\d+)[-/.](\\d+)[-/.](\\d+)(?:[ T]+(.*))?", Pattern.DOTALL);
  private static final int PIVOT = 70; // two digits: 1970 to 2069

  /** The order in which more of the dates are in the calendar; the day first if both fit alike. */
  static DateOrder of(List<String> texts) {
    return known(texts, MONTH_FIRST) > known(texts, DAY_FIRST) ? MONTH_FIRST : DAY_FIRST;
  }

  private static long known(List<String> texts, DateOrder order) {
    return texts.stream().filter(text -> order.time(text) != DateTimes.UNKNOWN).count();
  }

  /** Microseconds since 1970-01-01T00:00 UTC, or {@link DateTimes#UNKNOWN}. */
  long time(String text) {
    var parts = DATE.matcher(text);
    if (!parts.matches()) {
      return DateTimes.UNKNOWN;
    }
    try {
      return EpochTime.of(date(parts).atTime(TimeOfDay.parse(parts.group(4))));
    } catch (DateTimeException _) {
      return DateTimes.UNKNOWN;
    }
  }

  private LocalDate date(Matcher parts) {
    var first = Integer.parseInt(parts.group(1));
    var second = Integer.parseInt(parts.group(2));
    var third = Integer.parseInt(parts.group(3));
    if (parts.group(1).length() == 4) {
      return LocalDate.of(first, second, third);
    }
    var year = parts.group(3).length() == 2 ? third + (third < PIVOT ? 2000 : 1900) : third;
    return this == DAY_FIRST
        ? LocalDate.of(year, second, first)
        : LocalDate.of(year, first, second);
  }
}
