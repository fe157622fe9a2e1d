package org.backprop.app.study.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.backprop.app.Terminal;
import org.backprop.app.study.review.StudyStatistics.Activity;
import org.backprop.app.study.review.StudyStatistics.CardCounts;
import org.backprop.app.study.review.StudyStatistics.DueOn;
import org.backprop.app.study.review.StudyStatistics.Leech;
import org.backprop.app.study.review.StudyStatistics.Retention;
import org.backprop.recall.Parameters;
import org.backprop.recall.Scheduler;
import org.backprop.score.Proportion;
import org.junit.jupiter.api.Test;

final class StudyStatisticsTest {
  /** A Sunday. */
  private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00+01:00");

  private static final LocalDate FIRST = NOON.toLocalDate();
  private static final Scheduler SCHEDULER = new Scheduler(Parameters.DEFAULT);
  private static final List<String> CARDS = List.of("a", "b", "c", "d", "e");

  private static Rated rated(String card, int rating, int day) {
    return new Rated(card, rating, NOON.plusDays(day));
  }

  private static StudyStatistics statistics(int today, Event... events) {
    return new StudyStatistics(
        CARDS, ReviewSchedule.of(SCHEDULER, 0.9, List.of(events)), FIRST.plusDays(today));
  }

  @Test
  void each_card_of_the_deck_is_counted_once() {
    var statistics =
        statistics(
            1,
            rated("a", 4, 0),
            rated("b", 2, 0),
            rated("c", 4, 0),
            new Suspended("c", NOON),
            new Suspended("d", NOON),
            rated("of another deck", 4, 0));
    assertEquals(new CardCounts(1, 1, 1, 2), statistics.cardCounts());
  }

  @Test
  void the_forecast_counts_what_is_due_on_each_day() {
    var statistics =
        statistics(
            1,
            rated("a", 4, 0), // due on day 2
            rated("b", 2, 0), // overdue
            rated("c", 4, 1), // due on day 3
            rated("d", 1, 1),
            new Buried("d", NOON.plusDays(1)),
            rated("e", 4, 0),
            new Suspended("e", NOON));
    assertEquals(
        List.of(
            new DueOn(FIRST.plusDays(1), 1),
            new DueOn(FIRST.plusDays(2), 2),
            new DueOn(FIRST.plusDays(3), 1),
            new DueOn(FIRST.plusDays(4), 0)),
        statistics.forecast(4));
  }

  @Test
  void retention_is_the_share_of_recalls_a_day_or_longer_after_the_previous_rating() {
    var statistics =
        statistics(
            40,
            rated("a", 1, 0),
            rated("a", 4, 0), // same day
            rated("b", 4, 0),
            rated("a", 4, 2), // recalled, Tuesday of the week of March 2
            rated("b", 1, 2), // forgotten
            rated("b", 3, 2), // same day
            rated("b", 3, 3), // recalled
            rated("a", 2, 32), // forgotten, in April
            new Reset(List.of("a"), NOON.plusDays(33)),
            rated("a", 4, 34)); // new again
    assertEquals(new Proportion(2, 4), statistics.retention());
    assertEquals(
        List.of(
            new Retention(LocalDate.parse("2026-03-01"), new Proportion(2, 3)),
            new Retention(LocalDate.parse("2026-04-01"), new Proportion(0, 1))),
        statistics.months());
    assertEquals(
        List.of(
            new Retention(LocalDate.parse("2026-03-02"), new Proportion(2, 3)),
            new Retention(LocalDate.parse("2026-03-30"), new Proportion(0, 1))),
        statistics.weeks());
  }

  @Test
  void a_rating_that_was_taken_back_is_not_counted() {
    var statistics =
        statistics(
            3,
            rated("a", 4, 0),
            rated("a", 1, 3),
            new Undone("a", NOON.plusDays(3), NOON.plusDays(3).plusSeconds(5)));
    assertEquals(new Proportion(0, 0), statistics.retention());
    assertEquals(new Activity(1, 0, 1, 0), statistics.activity());
  }

  @Test
  void a_streak_lasts_until_today_or_yesterday() {
    var events =
        new Event[] {rated("a", 4, 0), rated("b", 4, 2), rated("c", 4, 3), rated("d", 4, 3)};
    assertEquals(new Activity(4, 2, 3, 2), statistics(3, events).activity());
    assertEquals(new Activity(4, 0, 3, 2), statistics(4, events).activity());
    assertEquals(new Activity(4, 0, 3, 0), statistics(5, events).activity());
    assertEquals(new Activity(0, 0, 0, 0), statistics(5).activity());
  }

  private static Event[] forgotten(String card, int times) {
    var events = new ArrayList<Event>();
    for (int i = 0; i <= times; i++) {
      events.add(rated(card, 4, 2 * i));
      if (i < times) {
        events.add(rated(card, 1, 2 * i + 1));
      }
    }
    return events.toArray(Event[]::new);
  }

  @Test
  void a_card_forgotten_eight_times_is_a_leech() {
    assertEquals(List.of(), statistics(20, forgotten("b", 7)).leeches(8));
    assertEquals(List.of(new Leech("b", 8)), statistics(20, forgotten("b", 8)).leeches(8));
    assertEquals(List.of(new Leech("b", 3)), statistics(20, forgotten("b", 3)).leeches(3));
  }

  private static String shown(StudyStatistics statistics) {
    var out = new ByteArrayOutputStream();
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    var terminal = Terminal.plain(stream, stream);
    StudyReports.due(terminal, new Remaining(1, 2, 3));
    StudyReports.forecast(terminal, statistics, 3);
    StudyReports.statistics(terminal, statistics, StudySettings.DEFAULT, 8);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void the_text_holds_the_numbers() {
    assertEquals(
        """
        Today: 3 due, 2 forgotten today, 1 new.
        Cards that become due, without new cards and those forgotten until then:
          day                  due  in all
          2026-03-18 today       1       1  #
          2026-03-19 tomorrow    0       1
          2026-03-20             0       1
        Cards and reviews
          new cards                    4
          cards forgotten last time    0
          cards known last time        1
          suspended cards              0
          ratings today                0
          ratings in all              17
          days with a rating          17
          of them in a row until now  17

        Retention
        The share of cards rated 3, 4 or 5 among those rated a day or longer after their
        previous rating, with its 95% interval; the desired retention is 0.9.
                              ratings  recalled  retention    95% interval
          2026-03                  16         8      0.500  0.280 to 0.720
          week of 2026-03-02        7         3      0.429  0.158 to 0.750
          week of 2026-03-09        7         4      0.571  0.250 to 0.842
          week of 2026-03-16        2         1      0.500  0.095 to 0.905
          all                      16         8      0.500  0.280 to 0.720

        Forgotten often
          card  times forgotten
          b                   8
        Edit such a card so that it asks one thing, or suspend it until what it needs is
        known.
        """,
        shown(statistics(17, forgotten("b", 8))));
  }

  @Test
  void an_empty_log_has_statistics_too() {
    var text = shown(statistics(0));
    assertTrue(text.contains("No card has been rated a day or longer"), text);
    assertTrue(text.contains("No card was forgotten 8 times or more."), text);
  }
}
