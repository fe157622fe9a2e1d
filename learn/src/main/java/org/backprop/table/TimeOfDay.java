package org.backprop.table;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the time of day that may follow a date. */
final class TimeOfDay {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{1,2}):(\\d\\d)(?::(\\d\\d)(\\.\\d{1,9})?)?"
              + " *([AaPp][Mm])? *(Z|[+-]\\d\\d:?\\d\\d)?(?:\\[.*\\])?");

  private TimeOfDay() {}

  /**
   * The time that is written there, in UTC if it names no zone; midnight if there is none.
   *
   * @throws DateTimeException if it is no time of day
   */
  static OffsetTime parse(@Nullable String text) {
    if (text == null) {
      return LocalTime.MIDNIGHT.atOffset(ZoneOffset.UTC);
    }
    var parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw new DateTimeException("\"" + text + "\" is no time of day");
    }
    var time =
        LocalTime.of(hour(parts), Integer.parseInt(parts.group(2)), seconds(parts), nanos(parts));
    var zone = parts.group(6);
    return time.atOffset(zone == null ? ZoneOffset.UTC : ZoneOffset.of(zone));
  }

  private static int hour(Matcher parts) {
    var hour = Integer.parseInt(parts.group(1));
    var half = parts.group(5);
    if (half == null) {
      return hour;
    }
    return hour % 12 + (half.toLowerCase(Locale.ROOT).equals("pm") ? 12 : 0);
  }

  private static int seconds(Matcher parts) {
    var seconds = parts.group(3);
    return seconds == null ? 0 : Integer.parseInt(seconds);
  }

  private static int nanos(Matcher parts) {
    var fraction = parts.group(4);
    return fraction == null ? 0 : (int) Math.round(Double.parseDouble(fraction) * 1e9);
  }
}
