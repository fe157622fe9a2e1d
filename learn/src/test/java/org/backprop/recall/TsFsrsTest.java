package org.backprop.recall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Random histories of reviews through ts-fsrs, which {@code .mvn/ts-fsrs.sh} installs. */
final class TsFsrsTest {
  private static final Path MODULE =
      Path.of("..", "target", "ts-fsrs", "node_modules", "ts-fsrs", "dist", "index.mjs")
          .toAbsolutePath()
          .normalize();

  private static final int HISTORIES = 1000;

  /** ts-fsrs rounds each intermediate value to eight decimals; errors add up over the reviews. */
  private static final double TOLERANCE = 1e-6;

  private static final JsonMapper JSON = new JsonMapper();

  private record History(List<Double> w, double retention, List<List<Integer>> reviews) {
    static History random(SplittableRandom random) {
      var values =
          IntStream.range(0, Parameters.COUNT)
              .mapToObj(i ->
                  Math.clamp(
                      Parameters.DEFAULT.values().get(i) * random.nextDouble(0.7, 1.4),
                      Parameters.LOWEST.get(i),
                      Parameters.HIGHEST.get(i)))
              .toList();
      var reviews = new ArrayList<List<Integer>>();
      int count = random.nextInt(1, 25);
      double longest = random.nextDouble(0, 6);
      for (int i = 0; i < count; i++) {
        boolean sameDay = i == 0 || random.nextInt(4) == 0;
        int days = sameDay ? 0 : (int) Math.exp(random.nextDouble(0, longest));
        reviews.add(List.of(random.nextInt(1, 5), days));
      }
      return new History(values, random.nextDouble(0.7, 0.99), reviews);
    }

    Review review(int i) {
      return new Review(Rating.of(reviews.get(i).getFirst()), reviews.get(i).getLast());
    }
  }

  private static JsonNode statesOf(List<History> histories) throws Exception {
    var script = Path.of("src", "test", "resources", "recall", "ts-fsrs.mjs").toString();
    var process =
        new ProcessBuilder("node", script, MODULE.toUri().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var in = process.getOutputStream()) {
      in.write(JSON.writeValueAsBytes(histories));
    }
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), "the exit status of node");
    return JSON.readTree(out);
  }

  private static boolean hasNode() throws InterruptedException {
    try {
      return new ProcessBuilder("node", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void states_and_intervals_of_1000_random_histories_are_those_of_ts_fsrs() throws Exception {
    assumeTrue(Files.exists(MODULE) && hasNode(), "left out: ./check has not installed ts-fsrs");
    var random = new SplittableRandom(22);
    var histories = IntStream.range(0, HISTORIES).mapToObj(_ -> History.random(random)).toList();
    var expected = statesOf(histories);
    assertEquals(HISTORIES, expected.size());
    for (int i = 0; i < HISTORIES; i++) {
      assertSame(histories.get(i), expected.get(i), "history " + i);
    }
  }

  private static void assertSame(History history, JsonNode expected, String name) {
    var scheduler = new Scheduler(new Parameters(history.w()));
    var memory = scheduler.first(history.review(0).rating());
    assertEquals(history.reviews().size(), expected.size(), name);
    for (int i = 0; i < expected.size(); i++) {
      var values = expected.get(i);
      var what = name + ", review " + i + " of " + history;
      if (i > 0) {
        double recall = scheduler.retrievability(memory, history.review(i).days());
        assertEquals(values.get(0).asDouble(), recall, TOLERANCE, what);
        memory = scheduler.next(memory, history.review(i));
      }
      double stability = values.get(1).asDouble();
      assertEquals(stability, memory.stability(), TOLERANCE * Math.max(stability, 0.1), what);
      assertEquals(values.get(2).asDouble(), memory.difficulty(), TOLERANCE, what);
      assertInterval(values.get(3).asInt(), memory, scheduler, history.retention(), what);
    }
  }

  /** Whole days, which may differ by 1 only where the exact number of days is just at a half. */
  private static void assertInterval(
      int expected, Memory memory, Scheduler scheduler, double retention, String what) {
    int days = scheduler.days(memory, retention);
    double exact = scheduler.interval(memory, retention);
    double fromHalf = Math.abs(exact - Math.floor(exact) - 0.5);
    assertTrue(
        days == expected || (Math.abs(days - expected) == 1 && fromHalf < TOLERANCE * exact),
        () -> what + ": " + days + " days, not " + expected);
  }
}
