package org.backprop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReviewOptionsTest {
  @TempDir Path folder;

  private Path log() {
    return folder.resolve("study.jsonl");
  }

  private CommandLineRun study(Object... options) {
    var words = new ArrayList<Object>(List.of("study", "--ratings", log()));
    words.addAll(Arrays.asList(options));
    return CommandLineRun.of(words.toArray());
  }

  /** Ratings of one card, the last one an hour ago. */
  private void rated(int... ratings) throws IOException {
    var text = new StringBuilder();
    for (int i = 0; i < ratings.length; i++) {
      var at =
          OffsetDateTime.now(ZoneId.systemDefault())
              .minusDays(3L * (ratings.length - 1 - i))
              .minusHours(1);
      text.append(
          "{\"card\":\"delta-rule\",\"rating\":%s,\"at\":\"%s\"}\n".formatted(ratings[i], at));
    }
    Files.writeString(log(), text);
  }

  private static void assertHas(String part, String text) {
    assertTrue(text.replaceAll("\\s+", " ").contains(part), text);
  }

  @Test
  void statistics_are_shown() throws IOException {
    rated(4, 1, 4, 1, 4);
    var text = study("--stats", "--leech", "2").out();
    assertHas("ratings in all 5", text);
    assertHas("delta-rule 2", text);
    assertHas("No card was forgotten 8 times", study("--stats").out());
  }

  private static long days(String text) {
    return text.lines().filter(line -> line.matches("  \\d{4}-\\d\\d-\\d\\d.*")).count();
  }

  @Test
  void the_forecast_begins_today() throws IOException {
    rated(1);
    var text = study("--forecast").out();
    assertTrue(text.matches("(?s)Today: (0 due, 1|1 due, 0) forgotten today, 9 new.*"), text);
    assertEquals(14, days(text));
    assertEquals(2, days(study("--forecast", "2").out()));
    assertEquals(2, study("--forecast", "0").status());
  }

  @Test
  void what_is_chosen_counts_from_now_on() throws IOException {
    assertHas(
        "retention 0.85, 3 new and 200 due",
        study("--retention", "0.85", "--new-per-day", "3").out());
    assertHas("3 new.", study("--forecast").out());
    assertHas("retention 0.85, 3 new and 7 due", study("--reviews-per-day", "7").out());
    var refused = study("--retention", "2");
    assertEquals(2, refused.status());
    assertHas("the desired retention is a probability from 0.7 to 0.99, not 2.0.", refused.err());
    assertHas("the desired retention is 0.85", study("--stats").out());
  }

  @Test
  void a_fit_needs_200_ratings() throws IOException {
    rated(4, 4);
    assertHas("at least 200 ratings", study("--fit").out());
    assertTrue(Files.notExists(folder.resolve("study-settings.json")));
    var many = new int[201];
    Arrays.setAll(many, i -> i % 2 == 0 ? 1 : 3);
    rated(many);
    assertHas("The fit helps", study("--fit").out());
    assertHas("\"parameters\"", Files.readString(folder.resolve("study-settings.json")));
    study("--no-fit");
    assertFalse(Files.readString(folder.resolve("study-settings.json")).contains("parameters"));
  }

  @Test
  void the_history_goes_out_and_in() throws IOException {
    rated(4, 1, 4);
    var before = Files.readString(log());
    for (var name : List.of("history.csv", "history.jsonl")) {
      var file = folder.resolve(name);
      assertEquals("Wrote " + file, study("--export-history", file).lastLine());
      assertHas("Added 0 events; the log had 3", study("--import-history", file).out());
      Files.delete(log());
      assertHas("Added 3 events; the log had 0", study("--import-history", file).out());
      assertHas("ratings in all 3", study("--stats").out());
      Files.writeString(log(), before);
    }
    assertEquals(2, study("--export-history", folder.resolve("history.xml")).status());
    assertEquals(2, study("--export-history", log()).status());
    assertEquals(before, Files.readString(log()));
  }
}
