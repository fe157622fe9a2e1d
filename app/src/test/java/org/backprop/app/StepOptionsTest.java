package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.backprop.app.CommandLineRun.good;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The options of train that say how steps run. */
class StepOptionsTest {
  @TempDir Path folder;

  private CommandLineRun train(String model, Object... options) {
    var words =
        new ArrayList<Object>(
            List.of("train", example("iris.csv"), "--target", "species", "--epochs", "4"));
    words.addAll(List.of("-o", folder.resolve(model)));
    words.addAll(List.of(options));
    return good(words.toArray());
  }

  private byte[] weights(String model) throws IOException {
    var all = Files.readAllBytes(folder.resolve(model));
    var header = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return Arrays.copyOfRange(all, 8 + Math.toIntExact(header), all.length);
  }

  @Test
  void the_number_of_threads_changes_no_bit() throws IOException {
    train("one.safetensors", "--threads", "1");
    train("three.safetensors", "--threads", "3");
    assertArrayEquals(weights("one.safetensors"), weights("three.safetensors"));
  }

  @Test
  void the_interpreter_is_named_in_the_command_that_repeats_the_run() {
    var text = train("interpreted.safetensors", "--interpret").out();
    assertTrue(text.contains(" --interpret --missing "), text);
    assertFalse(train("compiled.safetensors").out().contains("--interpret"));
  }

  @Test
  void the_plan_names_what_is_computed_together() {
    var text = train("plan.safetensors", "--print-plan").out();
    assertTrue(text.contains("product of 32 x 4 and 4 x 64, then on each block"), text);
    assertTrue(text.contains("a1 = add("), text);
    assertTrue(text.contains("only if the guards are finite"), text);
    assertTrue(text.contains("memory of FLOAT32"), text);
  }

  @Test
  void a_profile_has_a_table_and_a_trace() throws IOException {
    var trace = folder.resolve("trace.json");
    var text = train("profile.safetensors", "--profile", trace).out();
    assertTrue(text.contains("us/step  share  GFLOP/s    GB/s  kernel"), text);
    assertTrue(text.contains("one core of this machine"), text);
    var events = JsonMapper.shared().readTree(Files.readString(trace)).required("traceEvents");
    assertEquals(0, events.size() % (4 * 4), "events of whole steps");
    assertTrue(events.size() / (4 * 4) > 10, events.size() + " events");
    var first = events.get(0);
    assertEquals("X", first.required("ph").asString());
    assertEquals(0, first.required("ts").asDouble());
    assertTrue(first.required("dur").asDouble() > 0);
  }

  @Test
  void newtons_method_has_no_step_to_show() {
    var text =
        good(
                "train",
                example("iris.csv"),
                "--target",
                "species",
                "--hidden",
                "none",
                "--profile",
                folder.resolve("trace.json"),
                "--print-plan",
                "-o",
                folder.resolve("newton.safetensors"))
            .out();
    assertTrue(text.contains("Newton's method evaluates the loss"), text);
    assertTrue(text.contains("There is no profile"), text);
  }

  @Test
  void bad_values_get_a_sentence() {
    var zero =
        CommandLineRun.of("train", example("iris.csv"), "--target", "species", "--threads", "0");
    assertEquals(2, zero.status());
    assertTrue(zero.err().contains("at least 1 thread is needed, not 0"), zero.err());
    var both =
        CommandLineRun.of(
            "train",
            example("iris.csv"),
            "--target",
            "species",
            "--interpret",
            "--profile",
            folder.resolve("t.json"));
    assertEquals(2, both.status());
    assertTrue(both.err().contains("leave --interpret out"), both.err());
  }
}
