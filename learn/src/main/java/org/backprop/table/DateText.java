package org.backprop.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date as it is written, perhaps with a time of day, or a time of day alone: ISO 8601 with months
 * and weeks, digits in the order of a country, or the month by its name.
 *
 * @param text the date as it is written
 * @param form how the date is written
 * @param separator what stands between three numbers
 * @param first the year, the day or the month, as the form says; of a named month the day
 * @param second the month or the day; of a week its number
 * @param third the day or the year; of a week the day of the week
 * @param time the text of the time of day; empty if there is none
 */
record DateText(
    String text, Form form, char separator, int first, int second, int third, String time) {
  private static final int LONGEST = 64;
  private static final int MOST_DAYS = 31;
  private static final int MOST_MONTHS = 12;
  private static final int PIVOT = 70; // two digits: 1970 to 2069
  private static final String REST = "(?:(?:[ T]|, ?)\\s*(\\S.*))?";

  /** How a date is written. */
  enum Form {
    /** Year, month and day between hyphens, slashes or full stops. */
    YEAR("(\\d{4})([-/.]) ?(\\d{1,2})\\2 ?(\\d{1,2})\\.?" + REST),
    /** Three numbers in the order of a country. */
    NUMBERS("(\\d{1,2})([-/.]) ?(\\d{1,2})\\2 ?(\\d{4}|\\d\\d)\\.?" + REST),
    /** A year and a month. */
    MONTH("(\\d{4})-(\\d{2})"),
    /** A year and a week, perhaps with the day of the week. */
    WEEK("(\\d{4})-?W(\\d{2})(?:-?([1-7]))?"),
    /** Eight digits and a time after a T. */
    COMPACT("(\\d{4})(\\d{2})(\\d{2})(?:T(\\d.*))?"),
    /** The day, the name of the month and the year. */
    DAY_NAME(
        "(\\d{1,2})(?:st|nd|rd|th|\\.)?[-/. ]*(?:de )?(\\p{L}+)\\.?[-/., ]*(?:de )?(\\d{4}|\\d\\d)"
            + REST),
    /** The name of the month, the day and the year. */
    NAME_DAY("(\\p{L}+)\\.?[-/. ]*(\\d{1,2})(?:st|nd|rd|th)?[-/, ]+(\\d{4})" + REST),
    /** The year, the name of the month and the day. */
    YEAR_NAME("(\\d{4})[-/. ](\\p{L}+)\\.?[-/. ](\\d{1,2})" + REST),
    /** The name of the month and the year. */
    NAME_YEAR("(\\p{L}+)\\.?[-/ ]+(\\d{4})"),
    /** A time of day alone. */
    TIME("(\\d{1,2}:\\d\\d.*)");

    private final Pattern pattern;

    Form(String pattern) {
      this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
    }
  }

  private static final Pattern WEEKDAY =
      Pattern.compile("\\p{L}{2,12}(?:\\.|,|\\.,)? +(?=\\d|\\p{L}+ ?\\d)");
  private static final Pattern EASTERN = Pattern.compile("[\u5E74\u6708\uB144\uC6D4] ?");
  private static final Pattern EASTERN_DAY = Pattern.compile("[\u65E5\uC77C]");

  /**
   * What is written there; empty if it is no date.
   *
   * @param digitsAlone whether 20241231 is a date
   */
  static Optional<DateText> of(String text, boolean digitsAlone) {
    if (text.isEmpty() || text.length() > LONGEST || text.chars().noneMatch(Character::isDigit)) {
      return Optional.empty();
    }
    return read(text, digitsAlone)
        .or(() -> {
          var plain = EASTERN_DAY.matcher(EASTERN.matcher(text).replaceAll("-")).replaceFirst("");
          plain =
              WEEKDAY.matcher(plain).lookingAt()
                  ? plain.replaceFirst(WEEKDAY.pattern(), "")
                  : plain;
          return plain.equals(text) ? Optional.empty() : read(plain, digitsAlone);
        });
  }

  private static Optional<DateText> read(String text, boolean digitsAlone) {
    for (var form : Form.values()) {
      var parts = form.pattern.matcher(text);
      if (parts.matches()) {
        var date = of(form, parts);
        if (date.isPresent()) {
          return date.filter(it -> it.isPossible() && (digitsAlone || !it.isDigitsAlone()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<DateText> of(Form form, Matcher parts) {
    return switch (form) {
      case YEAR, NUMBERS ->
          Optional.of(of(form, parts, number(parts, 1), number(parts, 3), number(parts, 4), 5));
      case COMPACT ->
          Optional.of(of(form, parts, number(parts, 1), number(parts, 2), number(parts, 3), 4));
      case MONTH -> Optional.of(of(form, parts, number(parts, 1), number(parts, 2), 1, 0));
      case WEEK ->
          Optional.of(
              of(
                  form,
                  parts,
                  number(parts, 1),
                  number(parts, 2),
                  parts.group(3) == null ? 1 : number(parts, 3),
                  0));
      case TIME -> Optional.of(of(form, parts, 1970, 1, 1, 1));
      case DAY_NAME ->
          month(parts, 2)
              .map(month -> of(form, parts, number(parts, 1), month, number(parts, 3), 4));
      case NAME_DAY ->
          month(parts, 1)
              .map(month -> of(form, parts, number(parts, 2), month, number(parts, 3), 4));
      case YEAR_NAME ->
          month(parts, 2)
              .map(month -> of(form, parts, number(parts, 1), month, number(parts, 3), 4));
      case NAME_YEAR ->
          month(parts, 1).map(month -> of(form, parts, number(parts, 2), month, 1, 0));
    };
  }

  private static DateText of(Form form, Matcher parts, int first, int second, int third, int time) {
    var clock = time == 0 ? null : parts.group(time);
    var separator = form == Form.NUMBERS ? parts.group(2).charAt(0) : ' ';
    return new DateText(
        parts.group(), form, separator, first, second, third, clock == null ? "" : clock);
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }

  private static Optional<Integer> month(Matcher parts, int group) {
    return MonthNames.named(parts.group(group)).map(Month::getValue);
  }

  private boolean isDigitsAlone() {
    return form == Form.COMPACT && time.isEmpty();
  }

  /** Whether the numbers could be a date, though perhaps one that is not in the calendar. */
  private boolean isPossible() {
    return TimeOfDay.isTime(time)
        && switch (form) {
          case NUMBERS -> second <= MOST_DAYS && (first <= MOST_DAYS || third <= MOST_DAYS);
          case YEAR, MONTH, COMPACT -> second <= MOST_MONTHS && third <= MOST_DAYS;
          default -> true;
        };
  }

  /** Whether the day and the month could be taken for each other. */
  boolean hasOrder() {
    return form == Form.NUMBERS && first != second;
  }

  /** Whether full stops tell that the day stands first, or am and pm that the month does. */
  boolean tells(DateOrder order) {
    return order == DateOrder.DAY_FIRST
        ? separator == '.'
        : order == DateOrder.MONTH_FIRST && separator != '.' && TimeOfDay.hasHalves(time);
  }

  /**
   * Microseconds since 1970-01-01T00:00 UTC.
   *
   * @return {@link DateTimes#UNKNOWN} for what is not in the calendar
   */
  long time(DateOrder order) {
    try {
      return EpochTime.of(date(order).atTime(TimeOfDay.parse(time)));
    } catch (DateTimeException _) {
      return DateTimes.UNKNOWN;
    }
  }

  private LocalDate date(DateOrder order) {
    return switch (form) {
      case NUMBERS -> inOrder(order);
      case YEAR, MONTH, COMPACT, YEAR_NAME, TIME -> LocalDate.of(first, second, third);
      case WEEK ->
          LocalDate.of(first, 1, 4)
              .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, second)
              .with(ChronoField.DAY_OF_WEEK, third);
      case DAY_NAME, NAME_DAY -> LocalDate.of(year(third), second, first);
      case NAME_YEAR -> LocalDate.of(first, second, 1);
    };
  }

  private LocalDate inOrder(DateOrder order) {
    return switch (order) {
      case DAY_FIRST -> LocalDate.of(year(third), second, first);
      case MONTH_FIRST -> LocalDate.of(year(third), first, second);
      case YEAR_FIRST -> LocalDate.of(year(first), second, third);
    };
  }

  private static int year(int number) {
    return number >= 100 ? number : number < PIVOT ? 2000 + number : 1900 + number;
  }
}
