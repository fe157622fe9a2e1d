package org.backprop.app.study.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.backprop.app.Terminal;
import org.backprop.recall.Parameters;
import org.backprop.recall.Scheduler;
import org.junit.jupiter.api.Test;

final class FitReportTest {
  private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00+01:00");
  private static final Scheduler SCHEDULER = new Scheduler(Parameters.DEFAULT);

  /** 20 cards, all rated every third day. */
  private static FitReport report(int days, IntUnaryOperator rating) {
    var events = new ArrayList<Event>();
    for (int day = 0; day < days; day++) {
      for (int card = 0; card < 20; card++) {
        events.add(
            new Rated(
                "card" + card, rating.applyAsInt(day), NOON.plusDays(3L * day).plusMinutes(card)));
      }
    }
    return FitReport.of(ReviewSchedule.of(SCHEDULER, 0.9, events));
  }

  private static String shown(FitReport report) {
    var out = new ByteArrayOutputStream();
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    report.show(Terminal.plain(stream, stream));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void fewer_than_200_observations_are_too_few() {
    var report = report(10, _ -> 4);
    assertEquals(new FitReport(180, Optional.empty(), Optional.empty()), report);
    assertTrue(shown(report).contains("at least 200 ratings"), shown(report));
    assertTrue(shown(report).contains("There are 180; the parameters stay."), shown(report));
    assertEquals(StudySettings.DEFAULT, report.applied(StudySettings.DEFAULT));
  }

  @Test
  void a_fit_that_helps_is_applied() {
    var report = report(12, day -> day % 2 == 0 ? 1 : 3);
    assertEquals(220, report.observations());
    assertEquals(44, report.judgement().orElseThrow().heldOut());
    assertTrue(shown(report).contains("The fit helps"), shown(report));
    var settings = report.applied(StudySettings.DEFAULT.withPerDay(3, 4));
    assertEquals(report.fitted().orElseThrow(), settings.parameters());
    assertEquals(StudySettings.DEFAULT.withPerDay(3, 4), settings.with(Parameters.DEFAULT));
  }

  @Test
  void a_fit_that_does_not_help_is_not_applied() {
    var report = report(12, day -> day < 10 ? 5 : 1);
    assertTrue(shown(report).contains("does not help"), shown(report));
    assertEquals(Optional.empty(), report.fitted());
    assertEquals(StudySettings.DEFAULT, report.applied(StudySettings.DEFAULT));
  }

  @Test
  void a_reset_card_begins_anew() {
    var events = new ArrayList<Event>();
    for (int i = 0; i < 210; i++) {
      var at = NOON.plusDays(2L * i);
      events.add(new Rated("a", 4, at));
      if (i % 10 == 9) {
        events.add(new Reset(List.of("a"), at.plusHours(1)));
      }
    }
    var report = FitReport.of(ReviewSchedule.of(SCHEDULER, 0.9, events));
    assertEquals(210 - 21, report.observations());
  }
}
