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
import java.util.ArrayList;
import org.backprop.app.Terminal;
import org.backprop.recall.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsFileTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);

  private Path log() {
    return folder.resolve("study.jsonl");
  }

  private Path file() {
    return folder.resolve("study-settings.json");
  }

  private StudySettings read() {
    return SettingsFile.read(log(), Terminal.plain(stream, stream));
  }

  @Test
  void what_was_chosen_is_kept() {
    assertEquals(StudySettings.DEFAULT, read());
    var values = new ArrayList<>(Parameters.DEFAULT.values());
    values.set(0, 1.0 / 3);
    var chosen =
        StudySettings.DEFAULT
            .withDesiredRetention(0.85)
            .withPerDay(3, 0)
            .with(new Parameters(values));
    SettingsFile.write(log(), chosen);
    assertEquals(chosen, read());
    assertEquals("", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void what_is_not_in_the_file_has_its_usual_value() throws IOException {
    Files.writeString(file(), "{\"new_per_day\": 4, \"later\": true}");
    assertEquals(StudySettings.DEFAULT.withPerDay(4, 200), read());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"desired_retention\": 2}",
        "{\"desired_retention\": \"high\"}",
        "{\"new_per_day\": 1.5}",
        "{\"reviews_per_day\": -1}",
        "{\"parameters\": [1, 2]}",
        "\0"
      })
  void a_damaged_file_is_kept_aside_and_reported(String text) throws IOException {
    Files.writeString(file(), text);
    assertEquals(StudySettings.DEFAULT, read());
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("study-settings.json.damaged"));
    assertEquals(text, Files.readString(folder.resolve("study-settings.json.damaged")));
    SettingsFile.write(log(), StudySettings.DEFAULT.withPerDay(4, 5));
    assertEquals(StudySettings.DEFAULT.withPerDay(4, 5), read());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.69, 1, Double.NaN})
  void a_retention_out_of_range_is_refused(double retention) {
    assertThrows(
        IllegalArgumentException.class,
        () -> StudySettings.DEFAULT.withDesiredRetention(retention));
  }
}
