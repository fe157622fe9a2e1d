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
          "(\\d{1,2}):(\\d\\d)(?::(\\d\\d)([.,]\\d{1,9})?)?"
              + "\\s*([AaPp]\\.?[Mm]\\.?)? *(Z|z|UTC|GMT|[+-]\\d\\d(?::?\\d\\d)?)?(?:\\[.*\\])?");
  private static final Pattern DIGITS = Pattern.compile("(\\d\\d)(\\d\\d)(\\d\\d)?(.*)");

  private TimeOfDay() {}

  /** Whether it is empty or has the form of a time, though perhaps of none that the day has. */
  static boolean isTime(String text) {
    return text.isEmpty() || parts(text).matches();
  }

  /** Whether am or pm follows it. */
  static boolean hasHalves(String text) {
    var parts = parts(text);
    return parts.matches() && parts.group(5) != null;
  }

  private static Matcher parts(String text) {
    var digits = DIGITS.matcher(text);
    return FORM.matcher(
        digits.matches()
            ? digits.group(1)
                + ":"
                + digits.group(2)
                + (digits.group(3) == null ? "" : ":" + digits.group(3))
                + digits.group(4)
            : text.strip());
  }

  /**
   * The time that is written there, in UTC if it names no zone; midnight if there is none.
   *
   * @throws DateTimeException if it is no time of day
   */
  static OffsetTime parse(String text) {
    if (text.isEmpty()) {
      return LocalTime.MIDNIGHT.atOffset(ZoneOffset.UTC);
    }
    var parts = parts(text);
    if (!parts.matches()) {
      throw new DateTimeException("\"" + text + "\" is no time of day");
    }
    var time =
        LocalTime.of(hour(parts), Integer.parseInt(parts.group(2)), seconds(parts), nanos(parts));
    return time.atOffset(zone(parts.group(6)));
  }

  private static ZoneOffset zone(@Nullable String text) {
    return text == null || Character.isLetter(text.charAt(0))
        ? ZoneOffset.UTC
        : ZoneOffset.of(text);
  }

  private static int hour(Matcher parts) {
    var hour = Integer.parseInt(parts.group(1));
    var half = parts.group(5);
    if (half == null) {
      return hour;
    }
    return hour % 12 + (half.toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
  }

  private static int seconds(Matcher parts) {
    var seconds = parts.group(3);
    return seconds == null ? 0 : Integer.parseInt(seconds);
  }

  private static int nanos(Matcher parts) {
    var fraction = parts.group(4);
    return fraction == null
        ? 0
        : (int) Math.round(Double.parseDouble(fraction.replace(',', '.')) * 1e9);
  }
}
