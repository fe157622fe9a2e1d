package org.backprop.app.study.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.app.Terminal;
import org.backprop.table.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StudyLogTest {
  private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00+02:00");

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);

  private Path file() {
    return folder.resolve("data").resolve("study.jsonl");
  }

  private StudyLog open() {
    return StudyLog.open(file(), Terminal.plain(stream, stream));
  }

  private String told() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void every_rating_is_kept() throws IOException {
    var first = new Rated("delta-rule", 4, NOON);
    var second = new Rated("delta-rule", 2, NOON.plusDays(3));
    assertEquals(
        List.of(first, second), open().with(List.of(first)).with(List.of(second)).events());
    assertEquals(List.of(first, second), open().events());
    assertEquals(
        """
        {"card":"delta-rule","rating":4,"at":"2026-03-01T12:00+02:00"}
        {"card":"delta-rule","rating":2,"at":"2026-03-04T12:00+02:00"}
        """,
        Files.readString(file()));
    assertEquals("", told());
  }

  @Test
  void two_open_logs_lose_nothing() {
    var one = open();
    var two = open();
    one.with(List.of(new Rated("a", 1, NOON)));
    two.with(List.of(new Rated("b", 2, NOON)));
    one.with(List.of(new Rated("c", 3, NOON)));
    assertEquals(
        List.of("a", "b", "c"), open().events().stream().flatMap(e -> e.cards().stream()).toList());
  }

  @Test
  void former_ratings_are_taken_over_once_and_their_file_stays() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    var former = folder.resolve("data").resolve("study.json");
    Files.writeString(former, "{\"graph\":2,\"delta-rule\":5,\"strange\":9}");
    Files.setLastModifiedTime(former, FileTime.from(NOON.toInstant()));
    var taken = open().events();
    var at = taken.getFirst().at();
    assertEquals(List.of(new Rated("graph", 2, at), new Rated("delta-rule", 5, at)), taken);
    assertEquals(NOON.toInstant(), at.toInstant());
    open().with(List.of(new Rated("graph", 4, NOON)));
    assertEquals(3, open().events().size());
    assertTrue(Files.exists(former));
  }

  @Test
  void damaged_former_ratings_are_left_where_they_are() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data").resolve("study.json"), "{broken");
    assertEquals(List.of(), open().events());
    assertEquals("{broken", Files.readString(folder.resolve("data").resolve("study.json")));
  }

  @Test
  void a_torn_line_is_reported_and_dropped() throws IOException {
    open().with(List.of(new Rated("a", 1, NOON)));
    var whole = Files.readString(file());
    Files.writeString(file(), whole + "{\"card\":\"b\",\"rat");
    assertEquals(1, open().events().size());
    assertTrue(told().contains("ends within a line"), told());
    open().with(List.of(new Rated("c", 1, NOON)));
    assertEquals(whole + whole.replace("\"a\"", "\"c\""), Files.readString(file()));
  }

  @Test
  void damaged_lines_are_reported_and_the_file_is_kept_aside() throws IOException {
    open().with(List.of(new Rated("a", 1, NOON)));
    var damaged = "garbage\n" + Files.readString(file());
    Files.writeString(file(), damaged);
    assertEquals(1, open().events().size());
    assertTrue(told().contains("study.jsonl.damaged"), told());
    assertEquals(damaged, Files.readString(folder.resolve("data").resolve("study.jsonl.damaged")));
  }

  @Test
  void lines_of_a_later_version_stay_and_count_as_no_rating() throws IOException {
    open().with(List.of(new Rated("a", 1, NOON)));
    var later = Files.readString(file()) + "{\"event\":\"tagged\",\"card\":\"a\"}\n";
    Files.writeString(file(), later);
    assertEquals(1, open().events().size());
    assertEquals(later, Files.readString(file()));
    assertEquals("", told());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "7",
        "{\"card\":\"a\",\"rating\":6,\"at\":\"2026-03-01T12:00+02:00\"}",
        "{\"card\":\"a\",\"rating\":4,\"at\":\"yesterday\"}",
        "{\"card\":1,\"rating\":4,\"at\":\"2026-03-01T12:00+02:00\"}",
        "{\"event\":\"reset\",\"cards\":[1],\"at\":\"2026-03-01T12:00+02:00\"}",
        "{\"event\":\"undone\",\"card\":\"a\",\"at\":\"2026-03-01T12:00+02:00\"}",
        "{\"card\":\"a\",\"rating\":4,\"at\":\"+99999-03-01T12:00Z\"}",
        "{\"event\":\"buried\",\"at\":\"2026-03-01T12:00+02:00\"}"
      })
  void what_is_no_event_is_none(String line) {
    assertEquals(Optional.empty(), EventLines.event(line));
  }

  @Test
  void a_folder_in_its_place_is_told() throws IOException {
    Files.createDirectories(file());
    var e = assertThrows(DataException.class, this::open);
    assertTrue(String.valueOf(e.getMessage()).contains("study.jsonl"), e::toString);
  }

  @Test
  void every_kind_of_event_is_read_back() throws IOException {
    var attempt = new Attempt(Optional.of(12.5), Optional.of("transposed"), Optional.of(7L));
    List<Event> events =
        List.of(
            new Rated("a", 4, NOON, attempt),
            new Undone("a", NOON, NOON.plusSeconds(1)),
            new Suspended("a", NOON.plusSeconds(2)),
            new Resumed("a", NOON.plusSeconds(3)),
            new Buried("a", NOON.plusSeconds(4)),
            new Reset(List.of("a", "b"), NOON.plusNanos(123_456_789)));
    assertEquals(events, open().with(events).events());
    assertEquals(events, open().events());
    assertEquals(
        """
        {"card":"a","rating":4,"at":"2026-03-01T12:00+02:00","seconds":12.5,"mark":"transposed","seed":7}
        {"event":"undone","card":"a","of":"2026-03-01T12:00+02:00","at":"2026-03-01T12:00:01+02:00"}
        """,
        Files.readString(file())
            .lines()
            .limit(2)
            .map(line -> line + "\n")
            .reduce("", String::concat));
    assertEquals("", told());
  }

  @Test
  void a_log_shows_what_another_one_wrote_meanwhile() {
    var one = open();
    var two = open();
    two.with(List.of(new Rated("b", 2, NOON)));
    assertEquals(1, one.latest().events().size());
    assertEquals(2, one.with(List.of(new Rated("a", 1, NOON))).events().size());
    assertEquals(0, one.events().size());
  }

  @Test
  void a_given_file_in_the_former_format_stays_and_a_log_is_made_beside_it() throws IOException {
    var given =
        Files.writeString(folder.resolve("mine.json"), "{\n \"graph\" : 2,\n \"a\": 5\n}\n");
    var log = StudyLog.open(given, Terminal.plain(stream, stream));
    assertEquals(folder.resolve("mine.jsonl"), log.file());
    assertEquals(2, log.events().size());
    assertTrue(told().contains("mine.json are taken over"), told());
    log.with(List.of(new Rated("a", 1, NOON)));
    out.reset();
    assertEquals(3, StudyLog.open(given, Terminal.plain(stream, stream)).events().size());
    assertEquals("", told());
    assertTrue(Files.readString(given).startsWith("{\n \"graph\""));
  }

  @Test
  void a_log_of_one_line_is_no_former_file() {
    open().with(List.of(new Rated("a", 1, NOON)));
    assertEquals(1, open().events().size());
    assertEquals("", told());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{broken", "garbage", "\0\0\0", "[1, 2]", "{\"a\":"})
  void a_file_of_something_else_is_kept_aside(String text) throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(file(), text);
    var log = open();
    assertTrue(told().contains("study.jsonl.damaged"), told());
    log.with(List.of(new Rated("a", 1, NOON)));
    assertEquals(1, open().events().size());
    assertEquals(text, Files.readString(folder.resolve("data").resolve("study.jsonl.damaged")));
  }

  @Test
  void a_log_of_10_000_ratings_is_opened() throws IOException {
    var text = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      text.append(EventLines.line(new Rated("card" + i % 45, 1 + i % 5, NOON.plusHours(i))));
      text.append('\n');
    }
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(file(), text);
    var schedule = StudySettings.DEFAULT.schedule(open());
    assertEquals(45, schedule.byCard().size());
    assertEquals(10_000, schedule.reviewed().size());
  }

  @Test
  void the_log_belongs_into_the_users_data_folder() {
    assertEquals(
        Path.of("/d/backprop/study.jsonl"),
        StudyFiles.usualLog(Map.of("XDG_DATA_HOME", "/d", "APPDATA", "/a"), "/h"));
    assertEquals(
        Path.of("/a/backprop/study.jsonl"), StudyFiles.usualLog(Map.of("APPDATA", "/a"), "/h"));
    assertEquals(
        Path.of("/h/.local/share/backprop/study.jsonl"),
        StudyFiles.usualLog(Map.of("XDG_DATA_HOME", ""), "/h"));
  }
}
