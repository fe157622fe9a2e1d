package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.backprop.modelfile.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals to a process that trains for hours. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class InterruptionTest {
  @TempDir Path folder;

  private Path model() {
    return folder.resolve("model.safetensors");
  }

  private Process training(String... options) throws IOException {
    var words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.backprop.app.Main",
                "train",
                example("digits.csv").toString(),
                "--target",
                "digit",
                "--epochs",
                "1000000",
                "--patience",
                "1000000",
                "-o",
                model().toString()));
    words.addAll(List.of(options));
    return new ProcessBuilder(words).redirectError(folder.resolve("err").toFile()).start();
  }

  /** Reads until training is about to start. */
  private static BufferedReader started(Process process) throws IOException {
    var lines = process.inputReader(StandardCharsets.UTF_8);
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("  learning ")) {
        break;
      }
    }
    return lines;
  }

  /** As in a job that a shell runs in the background; its processes inherit that. */
  private static boolean isIgnored(String signal) throws IOException {
    var bit = Map.of("HUP", 1L, "INT", 2L, "TERM", 1L << 14).get(signal);
    var status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & bit) != 0);
  }

  private static void send(String signal, Process process) throws Exception {
    new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void a_signal_ends_training_after_the_step_and_the_best_model_is_written(
      String signal, int status) throws Exception {
    assumeFalse(isIgnored(signal));
    var process = training("--json", folder.resolve("out.json").toString());
    var lines = started(process);
    send(signal, process);
    var out = lines.lines().collect(Collectors.joining("\n"));
    assertEquals(status, process.waitFor(), out);
    var err = Files.readString(folder.resolve("err"));
    assertTrue(err.contains("training stops after this step"), err);
    assertTrue(err.contains("note: training was stopped in epoch"), err);
    assertTrue(out.contains("Wrote " + model()), out);
    var history = ModelFile.load(model()).provenance().orElseThrow().history();
    assertTrue(history.bestEpoch() >= 1, history.toString());
    assertTrue(Files.readString(folder.resolve("out.json")).contains("stopped_short"));
  }

  @Test
  void a_second_signal_ends_the_process_at_once() throws Exception {
    var process = training("--batch", "1", "--hidden", "2000,2000");
    started(process);
    send("TERM", process);
    while (process.isAlive()) {
      send("TERM", process);
    }
    assertEquals(143, process.waitFor());
    assertFalse(Files.exists(model()));
  }
}
