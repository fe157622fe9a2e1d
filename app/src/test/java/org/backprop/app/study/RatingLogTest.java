package org.backprop.app.study;

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
import java.util.Optional;
import org.backprop.app.Terminal;
import org.backprop.table.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RatingLogTest {
  private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00+02:00");

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);

  private Path file() {
    return folder.resolve("data").resolve("study.jsonl");
  }

  private RatingLog open() {
    return RatingLog.open(file(), folder.resolve("study.json"), Terminal.plain(stream, stream));
  }

  private String told() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void every_rating_is_kept() throws IOException {
    var first = new Rated("delta-rule", 4, NOON);
    var second = new Rated("delta-rule", 2, NOON.plusDays(3));
    assertEquals(List.of(first, second), open().with(first).with(second).ratings());
    assertEquals(List.of(first, second), open().ratings());
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
    one.with(new Rated("a", 1, NOON));
    two.with(new Rated("b", 2, NOON));
    one.with(new Rated("c", 3, NOON));
    assertEquals(List.of("a", "b", "c"), open().ratings().stream().map(Rated::card).toList());
  }

  @Test
  void former_ratings_are_taken_over_once_and_their_file_stays() throws IOException {
    var former = folder.resolve("study.json");
    Files.writeString(former, "{\"graph\":2,\"delta-rule\":5,\"strange\":9}");
    Files.setLastModifiedTime(former, FileTime.from(NOON.toInstant()));
    var taken = open().ratings();
    assertEquals(List.of("graph", "delta-rule"), taken.stream().map(Rated::card).toList());
    assertEquals(List.of(2, 5), taken.stream().map(Rated::rating).toList());
    assertEquals(NOON.toInstant(), taken.getFirst().at().toInstant());
    open().with(new Rated("graph", 4, NOON));
    assertEquals(3, open().ratings().size());
    assertTrue(Files.exists(former));
  }

  @Test
  void damaged_former_ratings_are_left_where_they_are() throws IOException {
    Files.writeString(folder.resolve("study.json"), "{broken");
    assertEquals(List.of(), open().ratings());
    assertEquals("{broken", Files.readString(folder.resolve("study.json")));
  }

  @Test
  void a_torn_line_is_reported_and_dropped() throws IOException {
    open().with(new Rated("a", 1, NOON));
    var whole = Files.readString(file());
    Files.writeString(file(), whole + "{\"card\":\"b\",\"rat");
    assertEquals(1, open().ratings().size());
    assertTrue(told().contains("ends within a line"), told());
    open().with(new Rated("c", 1, NOON));
    assertEquals(whole + whole.replace("\"a\"", "\"c\""), Files.readString(file()));
  }

  @Test
  void damaged_lines_are_reported_and_the_file_is_kept_aside() throws IOException {
    open().with(new Rated("a", 1, NOON));
    var damaged = "garbage\n" + Files.readString(file());
    Files.writeString(file(), damaged);
    assertEquals(1, open().ratings().size());
    assertTrue(told().contains("study.jsonl.damaged"), told());
    assertEquals(damaged, Files.readString(folder.resolve("data").resolve("study.jsonl.damaged")));
  }

  @Test
  void lines_of_a_later_version_stay_and_count_as_no_rating() throws IOException {
    open().with(new Rated("a", 1, NOON));
    var later = Files.readString(file()) + "{\"event\":\"suspend\",\"card\":\"a\"}\n";
    Files.writeString(file(), later);
    assertEquals(1, open().ratings().size());
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
        "{\"card\":1,\"rating\":4,\"at\":\"2026-03-01T12:00+02:00\"}"
      })
  void what_is_no_rating_is_none(String line) {
    assertEquals(Optional.empty(), Rated.of(line));
  }

  @Test
  void a_folder_in_its_place_is_told() throws IOException {
    Files.createDirectories(file());
    var e = assertThrows(DataException.class, this::open);
    assertTrue(String.valueOf(e.getMessage()).contains("study.jsonl"), e::toString);
  }
}
