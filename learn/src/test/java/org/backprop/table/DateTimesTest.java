package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DateTimesTest {
  private static DateTimes read(String... texts) {
    return assertInstanceOf(DateTimes.class, ReadCells.of(List.of(texts)).typed());
  }

  private static long micros(String instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-29, 2024-02-29T00:00:00Z",
    "29.02.2024, 2024-02-29T00:00:00Z",
    "2/29/2024, 2024-02-29T00:00:00Z",
    "1/2/99, 1999-02-01T00:00:00Z",
    "2024-02-29 12:30, 2024-02-29T12:30:00Z",
    "2024-02-29T12:30:01.25Z, 2024-02-29T12:30:01.250Z",
    "2024-02-29T12:30:01+02:00, 2024-02-29T10:30:01Z",
    "2/29/2024 12:05 AM, 2024-02-29T00:05:00Z",
    "2/29/2024 1:05 pm, 2024-02-29T13:05:00Z",
  })
  void a_date_has_its_time_and_its_text(String text, String instant) {
    var dates = read(text, "NA");
    assertEquals(micros(instant), dates.time(0));
    assertEquals(List.of(text, "NA"), dates.asList());
    assertTrue(dates.isMissing(1));
    assertEquals(DateTimes.UNKNOWN, dates.time(1));
  }

  @Test
  void the_order_of_day_and_month_is_that_of_the_whole_column() {
    var monthFirst = read("01/02/2024", "01/31/2024");
    assertEquals(micros("2024-01-02T00:00:00Z"), monthFirst.time(0));
    var dayFirst = read("01/02/2024", "31/01/2024");
    assertEquals(micros("2024-02-01T00:00:00Z"), dayFirst.time(0));
  }

  @Test
  void what_is_not_in_the_calendar_has_no_known_time() {
    var dates = DateTimes.of(Words.of(List.of("2024-02-30", "2024-01-01 25:00", "2024-01-01")));
    assertEquals(DateTimes.UNKNOWN, dates.time(0));
    assertEquals(DateTimes.UNKNOWN, dates.time(1));
    assertEquals(ColumnStatistics.ofLevels(0, 3), dates.statistics());
  }

  @Test
  void selected_dates_keep_their_times() {
    var dates = read("1970-01-01", "1970-01-02", "").select(new int[] {2, 1});
    assertEquals(List.of("", "1970-01-02"), dates.asList());
    assertEquals(86_400_000_000L, dates.time(1));
  }

  @Test
  void times_of_java_are_dates_of_which_null_is_missing() {
    var dates =
        DateTimes.of(
            Arrays.asList(
                LocalDate.of(2024, 2, 29),
                null,
                LocalDateTime.of(2024, 2, 29, 12, 30),
                Instant.parse("2024-02-29T12:30:01Z")));
    assertEquals(
        List.of("2024-02-29", "", "2024-02-29T12:30", "2024-02-29T12:30:01Z"), dates.asList());
    assertEquals(micros("2024-02-29T12:30:01Z"), dates.time(3));
    assertEquals(1, dates.statistics().missing());
  }

  @Test
  void a_time_without_a_date_is_refused() {
    var e = assertThrows(DataException.class, () -> DateTimes.of(List.of(LocalTime.NOON)));
    assertTrue(e.getMessage().contains("cannot hold a java.time.LocalTime; give LocalDate"));
  }
}
