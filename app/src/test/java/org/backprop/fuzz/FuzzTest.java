package org.backprop.fuzz;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever tables, options and model files hold, a command gives a result or a sentence.
 *
 * <p>A case is made of its seed alone; {@code -Dbackprop.fuzz.first=17 -Dbackprop.fuzz.count=1}
 * repeats that of seed 17.
 */
class FuzzTest {
  /** A sample, or with {@code ./check --all} the full count. */
  private static final int SAMPLE = Boolean.getBoolean("backprop.tests.full") ? 100_000 : 2_000;

  private static final long FIRST = Long.getLong("backprop.fuzz.first", 0);
  private static final int COUNT = Integer.getInteger("backprop.fuzz.count", SAMPLE);
  private static final int THREADS = 2;
  private static final long LONGEST_SECONDS = 60;
  private static final int MOST_FAILURES = 50;

  @TempDir Path folder;

  @Test
  void every_case_gives_a_result_or_a_sentence() throws Exception {
    var models = ModelSamples.trainedIn(Files.createDirectory(folder.resolve("models")));
    var failures = new LinkedHashMap<Long, String>();
    try (var executor = Executors.newFixedThreadPool(THREADS)) {
      Map<Long, Future<String>> cases = new LinkedHashMap<>();
      LongStream.range(FIRST, FIRST + COUNT)
          .forEach(seed -> cases.put(seed, executor.submit(() -> failure(seed, models))));
      for (var each : cases.entrySet()) {
        var what = result(each.getValue());
        if (!what.isEmpty()) {
          failures.put(each.getKey(), what);
        }
        if (failures.size() == MOST_FAILURES || what.equals("it hangs")) {
          executor.shutdownNow();
          break;
        }
      }
    }
    var texts = new ArrayList<String>();
    failures.forEach((seed, what) -> texts.add("\nseed " + seed + ": " + what));
    assertEquals(List.of(), texts);
  }

  private static String result(Future<String> future)
      throws InterruptedException, ExecutionException {
    try {
      return future.get(LONGEST_SECONDS, SECONDS);
    } catch (TimeoutException _) {
      return "it hangs";
    }
  }

  private String failure(long seed, ModelSamples models) throws IOException {
    var own = Files.createDirectory(folder.resolve("case" + seed));
    try {
      FuzzCase.run(seed, own, models);
      return "";
    } catch (AssertionError e) {
      return String.valueOf(e.getMessage());
    } catch (RuntimeException e) {
      return e + " at " + e.getStackTrace()[0] + ", called by " + caller(e);
    } finally {
      remove(own);
    }
  }

  private static String caller(RuntimeException e) {
    return Stream.of(e.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("org.backprop."))
        .findFirst()
        .map(StackTraceElement::toString)
        .orElse("no code of this project");
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
