package org.backprop.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs a command as a process of its own. */
final class Fork {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final long MINUTES = 15;

  /** Beginnings of the variables that change how a contender runs, such as its BLAS. */
  private static final List<String> MEDDLING =
      List.of(
          "OPENBLAS_",
          "GOTO_",
          "OMP_",
          "KMP_",
          "MKL_",
          "BLIS_",
          "NVPL_",
          "XLA_",
          "JAX_",
          "TORCH",
          "JAVA_TOOL_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "_JAVA_OPTIONS",
          "BACKPROP_JAVA_OPTS",
          "PYTHONPATH");

  private Fork() {}

  /** The outcome; what the process says on standard error goes to the log. */
  static Outcome run(List<String> command, Path folder, Path log) {
    try {
      Files.createDirectories(log.getParent());
      var output = Files.createTempFile("bench", ".out");
      var builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(nothing()))
              .redirectOutput(output.toFile())
              .redirectError(log.toFile());
      clean(builder.environment());
      var start = System.nanoTime();
      var process = builder.start();
      var ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      var seconds = (System.nanoTime() - start) / 1e9;
      if (!ended) {
        end(process);
      }
      var text = Files.readString(output);
      Files.delete(output);
      return outcome(process, ended, text, seconds, log);
    } catch (IOException e) {
      return new Outcome(
          Optional.empty(), "", 0, Optional.of("could not start: " + e.getMessage()));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static File nothing() {
    return new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
  }

  private static void end(Process process) throws InterruptedException {
    Stream.concat(process.descendants(), Stream.of(process.toHandle()))
        .forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }

  private static void clean(Map<String, String> environment) {
    environment.keySet().removeIf(name -> MEDDLING.stream().anyMatch(name::startsWith));
  }

  private static Outcome outcome(
      Process process, boolean ended, String text, double seconds, Path log) throws IOException {
    var failure =
        !ended
            ? Optional.of("took more than " + MINUTES + " minutes")
            : process.exitValue() == 0
                ? Optional.<String>empty()
                : Optional.of("failed: " + complaint(log, process.exitValue()));
    return new Outcome(report(text), text, seconds, failure);
  }

  /** The line of the log that says most. */
  private static String complaint(Path log, int status) throws IOException {
    var lines = Files.readString(log).lines().filter(line -> !line.isBlank()).toList();
    return lines.stream()
        .filter(line -> line.matches("(Exception in|Caused by|[A-Za-z.]*(Error|Exception)\\b).*"))
        .reduce((first, second) -> second)
        .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast()))
        .map(line -> line.length() > 200 ? line.substring(0, 200) + "..." : line)
        .orElse("exit status " + status);
  }

  private static Optional<JsonNode> report(String text) {
    return text.lines()
        .filter(line -> line.startsWith("{"))
        .reduce((first, second) -> second)
        .flatMap(Fork::parsed);
  }

  private static Optional<JsonNode> parsed(String line) {
    try {
      return Optional.of(JSON.readTree(line));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
