package org.backprop.app.study.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.backprop.app.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A learner studies for a year, in processes that are killed at random moments. */
@Timeout(300)
final class KilledStudyTest {
  private static final int KILLS = Boolean.getBoolean("backprop.tests.full") ? 50 : 5;

  @TempDir Path folder;

  @Test
  void log_and_schedule_are_those_of_an_undisturbed_year() throws Exception {
    var undisturbed = folder.resolve("undisturbed.jsonl");
    new SimulatedLearner(undisturbed, () -> {}).study();
    var expected = open(undisturbed);
    int events = expected.events().size();
    assertTrue(events > 500, () -> events + " events");

    var killed = folder.resolve("killed.jsonl");
    var random = new Random(1);
    for (int i = 0; i < KILLS; i++) {
      int before = i == 0 ? 0 : open(killed).events().size();
      int confirmed = kill(killed, 1 + random.nextInt(events / KILLS), random.nextInt(3_000));
      int written = open(killed).events().size() - before;
      assertTrue(
          written == confirmed || written == confirmed + 1,
          () -> confirmed + " confirmed, " + written + " written");
      if (i % 2 == 1) {
        Files.writeString(killed, "{\"card\":\"card1\",\"rat", StandardOpenOption.APPEND);
      }
    }
    new SimulatedLearner(killed, () -> {}).study();
    assertEquals(Files.readString(undisturbed), Files.readString(killed));
    assertEquals(
        StudySettings.DEFAULT.schedule(expected).byCard(),
        StudySettings.DEFAULT.schedule(open(killed)).byCard());
  }

  private static StudyLog open(Path file) {
    return StudyLog.open(file, Terminal.silent());
  }

  /**
   * Has a learner study in a process that is killed some microseconds after an event.
   *
   * @return the events that it printed
   */
  private static int kill(Path file, int events, int microseconds)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SimulatedLearner.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int printed = 0;
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      while (printed < events && lines.readLine() != null) {
        printed++;
      }
      process.waitFor(microseconds, TimeUnit.MICROSECONDS);
      process.toHandle().destroyForcibly(); // the process itself would close its output
      printed += (int) lines.lines().count();
    }
    process.waitFor();
    return printed;
  }
}
