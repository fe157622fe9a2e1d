package org.backprop.app.study.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.backprop.app.Terminal;
import org.backprop.table.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StudyHistoryTest {
  private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00+01:00");

  private static final List<Event> EVENTS =
      List.of(
          new Rated("a", 4, NOON),
          new Rated(
              "b, \"second\"",
              2,
              NOON.plusHours(1),
              new Attempt(Optional.of(7.5), Optional.of("transposed"), Optional.of(42L))),
          new Rated("a", 1, NOON.plusDays(2)),
          new Undone("a", NOON.plusDays(2), NOON.plusDays(2).plusSeconds(9)),
          new Suspended("a", NOON.plusDays(2).plusSeconds(20)),
          new Rated("a", 5, NOON.plusDays(3)));

  @TempDir Path folder;

  private StudyLog log(String name) {
    return StudyLog.open(folder.resolve(name), Terminal.silent());
  }

  private Path json(StudyLog log) throws IOException {
    var text = new StringWriter();
    StudyHistory.writeJson(log, text);
    return Files.writeString(folder.resolve("history.jsonl"), text.toString());
  }

  private Path csv(StudyLog log) throws IOException {
    var text = new StringWriter();
    StudyHistory.writeCsv(schedule(log), text);
    return Files.writeString(folder.resolve("history.csv"), text.toString());
  }

  private static ReviewSchedule schedule(StudyLog log) {
    return StudySettings.DEFAULT.schedule(log);
  }

  @Test
  void all_events_go_out_and_in_as_json() throws IOException {
    var file = json(log("one.jsonl").with(EVENTS));
    var imported = StudyHistory.add(file, log("two.jsonl"));
    assertEquals(EVENTS, imported.log().events());
    assertEquals(EVENTS, log("two.jsonl").events());
    assertEquals(List.of(6, 0), List.of(imported.added(), imported.known()));
    var again = StudyHistory.add(file, imported.log());
    assertEquals(List.of(0, 6), List.of(again.added(), again.known()));
    assertEquals(EVENTS, again.log().events());
  }

  @Test
  void the_ratings_go_out_and_in_as_csv() throws IOException {
    var file = csv(log("one.jsonl").with(EVENTS));
    assertEquals(
        """
        card,rating,at,day,days_since,seconds,mark,seed
        a,4,2026-03-01T12:00+01:00,2026-03-01,,,,
        "b, ""second""\",2,2026-03-01T13:00+01:00,2026-03-01,,7.5,transposed,42
        a,5,2026-03-04T12:00+01:00,2026-03-04,3,,,
        """,
        Files.readString(file));
    var imported = StudyHistory.add(file, log("two.jsonl"));
    assertEquals(List.of(EVENTS.get(0), EVENTS.get(1), EVENTS.get(5)), imported.log().events());
    assertEquals(0, StudyHistory.add(file, log("one.jsonl")).added());
  }

  /** Two machines, each with its own log, have the same schedule after an exchange. */
  @Test
  void an_imported_event_counts_at_its_time() throws IOException {
    var whole = log("whole.jsonl").with(EVENTS);
    var early = log("early.jsonl").with(EVENTS.subList(0, 2));
    var late = log("late.jsonl").with(EVENTS.subList(2, 6));
    late = StudyHistory.add(json(early), late).log();
    assertEquals(EVENTS, late.events());
    assertEquals(EVENTS, log("late.jsonl").events());
    assertEquals(schedule(whole).byCard(), schedule(late).byCard());
    late = late.with(List.of(new Rated("b", 3, NOON.minusYears(1))));
    assertEquals("b", late.events().getLast().cards().getFirst());
  }

  @Test
  void a_sitting_sees_what_is_imported_meanwhile() throws IOException {
    var clock = new SetClock("2026-03-02T12:00:00", "Europe/Berlin");
    var sitting =
        Sitting.daily(List.of("a", "b", "c"), log("one.jsonl"), StudySettings.DEFAULT, clock);
    sitting.rate(4, Attempt.UNKNOWN);
    var file = Files.writeString(folder.resolve("in.csv"), "card,at,rating\nb," + NOON + ",4\n");
    StudyHistory.add(file, log("one.jsonl"));
    sitting.refresh();
    assertEquals(Optional.of("c"), sitting.current());
    assertEquals(List.of("b", "a"), List.copyOf(sitting.schedule().byCard().keySet()));
    assertEquals(Optional.of("a"), sitting.undo());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "card,rating,at\\na,4,2026-03-01T12:00:00Z\\na,6,2026-03-01T12:00:01Z|line 3, column rating",
        "card,rating,at\\na,4,yesterday|line 2, column at",
        "card,rating\\na,4|line 2, column at",
        "name,rating,at\\na,4,2026-03-01T12:00:00Z|line 2, column card",
        "card,rating,at,seed\\na,4,2026-03-01T12:00:00Z,x|line 2, column seconds or seed",
        "{\"card\":\"a\",\"rating\":4,\"at\":\"2026-03-01T12:00:00Z\"}\\n{broken|line 2"
      })
  void a_file_with_a_fault_is_refused_whole(String text, String place) throws IOException {
    var file = Files.writeString(folder.resolve("in"), text.replace("\\n", "\n"));
    var log = log("one.jsonl");
    var e = assertThrows(DataException.class, () -> StudyHistory.add(file, log));
    assertTrue(String.valueOf(e.getMessage()).contains(place), e::toString);
    assertEquals(List.of(), log("one.jsonl").events());
  }

  @Test
  void a_missing_or_binary_file_is_refused_in_a_sentence() throws IOException {
    var log = log("one.jsonl");
    var missing = folder.resolve("none.csv");
    assertThrows(DataException.class, () -> StudyHistory.add(missing, log));
    var binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThrows(DataException.class, () -> StudyHistory.add(binary, log));
  }
}
