package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.backprop.app.CommandLineRun.good;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.backprop.modelfile.ModelFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that is killed at any moment goes on to the same model. */
@Timeout(120)
final class KilledRunTest {
  @TempDir static Path folder;

  private static Path whole;

  private static List<String> training(Path model, String... options) {
    var words =
        new ArrayList<>(
            List.of(
                "train",
                example("penguins.csv").toString(),
                "--target",
                "species",
                "--epochs",
                "40",
                "--patience",
                "15",
                "--checkpoint-every",
                "20",
                "-o",
                model.toString()));
    words.addAll(Arrays.asList(options));
    return words;
  }

  @BeforeAll
  static void train() {
    whole = folder.resolve("whole.safetensors");
    good(training(whole, "--no-run").toArray());
  }

  private static Process started(List<String> command) throws IOException {
    var words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.backprop.app.Main"));
    words.addAll(command);
    return new ProcessBuilder(words)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void it_goes_on_to_the_same_bits(int seed) throws Exception {
    var run = folder.resolve("run" + seed);
    var model = folder.resolve("model" + seed + ".safetensors");
    var process = started(training(model, "--run", run.toString()));
    try {
      while (process.isAlive() && Files.notExists(run.resolve("run.json"))) {
        process.waitFor(1, TimeUnit.MILLISECONDS);
      }
      process.waitFor(new Random(seed).nextInt(1_500), TimeUnit.MILLISECONDS);
    } finally {
      process.destroyForcibly().waitFor();
    }
    if (Files.notExists(model)) {
      good("train", "--resume", run);
    }
    var expected = ModelFile.load(whole);
    var actual = ModelFile.load(model);
    assertEquals(expected.parameters(), actual.parameters());
    assertEquals(
        expected.provenance().orElseThrow().scores(), actual.provenance().orElseThrow().scores());
    try (var files = Files.list(run)) {
      assertFalse(files.anyMatch(file -> file.toString().endsWith(".tmp")));
    }
    assertArrayEquals(
        expected.provenance().orElseThrow().history().losses().toArray(),
        actual.provenance().orElseThrow().history().losses().toArray());
  }

  static IntStream seeds() {
    return IntStream.range(10, 60);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("seeds")
  void so_it_does_from_any_moment(int seed) throws Exception {
    it_goes_on_to_the_same_bits(seed);
  }
}
