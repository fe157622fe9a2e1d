package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.backprop.app.CommandLineRun.good;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that writes files is killed: each file is the former or the new one, never a part. */
@Timeout(120)
class KilledWriteTest {
  private static final String TEMPORARY = ".backprop-01234567-89ab-cdef-0123-456789abcdef.tmp";

  @TempDir Path folder;

  /** Writes a long file over and over, of another letter each time, until it is killed. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) {
      for (var i = 0; true; i++) {
        var text = text(i % 2 == 0 ? "a" : "b");
        Writing.write(Path.of(args[0]), writer -> writer.write(text));
        System.out.println("written");
      }
    }
  }

  private static String text(String letter) {
    return letter.repeat(4_000_000);
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void what_it_wrote_is_whole_and_the_next_write_removes_the_rest(long seed) throws Exception {
    var file = folder.resolve("file");
    var killed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertEquals("written", killed.inputReader(StandardCharsets.UTF_8).readLine());
      killed.waitFor(new Random(seed).nextInt(100_000), TimeUnit.MICROSECONDS);
    } finally {
      killed.destroyForcibly().waitFor();
    }
    var found = Files.readString(file);
    assertTrue(found.equals(text("a")) || found.equals(text("b")), found.length() + " characters");
    Writing.write(folder.resolve("other"), writer -> writer.write("text"));
    assertEquals(List.of("file", "other"), names());
  }

  static IntStream seeds() {
    return IntStream.range(10, 60);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("seeds")
  void so_it_is_at_any_moment(int seed) throws Exception {
    what_it_wrote_is_whole_and_the_next_write_removes_the_rest(seed);
  }

  @Test
  void each_command_that_writes_removes_what_a_killed_one_left() throws IOException {
    var data = example("penguins.csv");
    var model = folder.resolve("m.safetensors");
    requireRemoved("train", data, "--target", "species", "--epochs", "1", "--no-run", "-o", model);
    requireRemoved("predict", model, data, "-o", folder.resolve("o.csv"));
    requireRemoved("evaluate", model, data, "--json", folder.resolve("e.json"));
    requireRemoved("draw", model, "-o", folder.resolve("d.dot"));
    assertEquals(List.of("d.dot", "e.json", "m.safetensors", "o.csv"), names());
  }

  private void requireRemoved(Object... command) throws IOException {
    var left = Files.writeString(folder.resolve(TEMPORARY), "a part");
    good(command);
    assertTrue(Files.notExists(left), command[0].toString());
  }
}
