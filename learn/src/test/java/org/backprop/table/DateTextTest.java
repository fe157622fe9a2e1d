package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DateTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29",
        "29.02.2024",
        "2/29/2024",
        "2024/1/5",
        "2024-02-29 12:30",
        "2024-02-29T12:30:01Z",
        "1/2/99",
        "31. 12. 2024",
        "2024. 12. 31.",
        "2024\u5E7412\u670831\u65E5",
        "2024\uB144 12\uC6D4 31\uC77C",
        "31-Dec-2024",
        "31 December 2024",
        "31. Dezember 2024",
        "31 de diciembre de 2024",
        "31 d\u00E9c. 2024",
        "Dec 31, 2024",
        "December 31st, 2024",
        "Tue, 31 Dec 2024 11:05:30 GMT",
        "Tuesday, December 31, 2024",
        "2024-Dec-31",
        "Dec 2024",
        "2024-05",
        "2024-W05",
        "2024-W05-3",
        "20241231T101500Z",
        "12/31/2024, 11:59 PM",
        "2024-02-29 12:30:01,250",
        "08:30",
        "2:05 p.m."
      })
  void dates_are_recognised(String text) {
    assertTrue(DateText.of(text, false).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024",
        "2024-13-01",
        "1.2.3",
        "10.0.0.1",
        "555-12-1234567",
        "2024-02-29x",
        "2024-02/29",
        "a-b-c",
        "-1-2-2024",
        "",
        "32/1/2024",
        "2024-01-05T",
        "20241231",
        "12 of 24",
        "12 oz 2024",
        "1:2:3",
        "3 mai",
        "1/2/3",
        "2024-W5"
      })
  void other_texts_are_no_dates(String text) {
    assertFalse(DateText.of(text, false).isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "31.12.2024 | 2024-12-31T00:00:00Z",
        "31. Dezember 2024 08:05 | 2024-12-31T08:05:00Z",
        "Dec 31, 2024 | 2024-12-31T00:00:00Z",
        "1 mars 2024 | 2024-03-01T00:00:00Z",
        "2024-W01-1 | 2024-01-01T00:00:00Z",
        "2020-W53-7 | 2021-01-03T00:00:00Z",
        "2024-05 | 2024-05-01T00:00:00Z",
        "20241231 | 2024-12-31T00:00:00Z",
        "20241231T101500+0100 | 2024-12-31T09:15:00Z",
        "Tue, 31 Dec 2024 11:05:30 GMT | 2024-12-31T11:05:30Z",
        "31/12/2024 12:00 a.m. | 2024-12-31T00:00:00Z",
        "31/12/69 | 2069-12-31T00:00:00Z",
        "31/12/70 | 1970-12-31T00:00:00Z",
        "2024-02-29 12:30:01,25 | 2024-02-29T12:30:01.250Z",
        "2:05 PM | 1970-01-01T14:05:00Z",
      })
  void a_date_has_its_time(String text, String instant) {
    var expected = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
    assertEquals(expected, DateText.of(text, true).orElseThrow().time(DateOrder.DAY_FIRST));
  }

  @Test
  void two_digits_of_a_year_may_stand_first() {
    var date = DateText.of("99/12/31", false).orElseThrow();
    assertEquals(DateTimes.UNKNOWN, date.time(DateOrder.DAY_FIRST));
    var expected = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("1999-12-31T00:00:00Z"));
    assertEquals(expected, date.time(DateOrder.YEAR_FIRST));
  }

  @Test
  void every_month_has_its_name_in_every_language() {
    for (var name : new String[] {"März", "Mär", "mars", "marzo", "março", "maart", "marts"}) {
      assertEquals(java.time.Month.MARCH, MonthNames.named(name).orElseThrow(), name);
    }
    assertTrue(MonthNames.named("March").isPresent() && MonthNames.named("MAR.").isPresent());
    assertTrue(MonthNames.named("Octember").isEmpty());
  }
}
