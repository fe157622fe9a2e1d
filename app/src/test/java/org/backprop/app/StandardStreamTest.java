package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.backprop.app.CommandLineRun.good;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.backprop.modelfile.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The name {@code -} is a standard stream, and a pipe gives all its rows. */
@ResourceLock("java.lang.System.in")
class StandardStreamTest {
  private static final Path PENGUINS = example("penguins.csv");
  private static final List<Object> QUICK =
      List.of("--target", "species", "--epochs", "1", "--hidden", "3");

  @TempDir Path folder;

  private static CommandLineRun withInput(Path input, Object... arguments) throws IOException {
    var before = System.in;
    System.setIn(new ByteArrayInputStream(Files.readAllBytes(input)));
    try {
      return CommandLineRun.of(arguments);
    } finally {
      System.setIn(before);
    }
  }

  private static Object[] train(Object data, Object model) {
    var words = new ArrayList<Object>(List.of("train", data, "-o", model));
    words.addAll(QUICK);
    return words.toArray();
  }

  private Path model() {
    var model = folder.resolve("m.safetensors");
    good(train(PENGUINS, model));
    return model;
  }

  /** Rows and hash of the data that a model was trained on. */
  private static String source(Path model) {
    var source = ModelFile.load(model).provenance().orElseThrow().origin().source("train");
    return source.orElseThrow().rows() + " " + source.orElseThrow().sha256();
  }

  @Test
  void a_table_from_standard_input_gives_the_model_of_the_file() throws IOException {
    var piped = folder.resolve("piped.safetensors");
    var run = withInput(PENGUINS, train("-", piped));
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("standard input: 344 rows"), run.out());
    assertEquals(source(model()), source(piped));
    var predictions = withInput(PENGUINS, "predict", piped, "-");
    assertEquals(good("predict", piped, PENGUINS).out(), predictions.out());
    var scores = withInput(PENGUINS, "evaluate", piped, "-");
    assertEquals(good("evaluate", piped, PENGUINS).lastLine(), scores.lastLine());
  }

  @Test
  @Timeout(60)
  void a_named_pipe_loses_no_row() throws IOException, InterruptedException {
    var pipe = folder.resolve("pipe");
    try {
      assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    } catch (IOException e) {
      assumeTrue(false, "there is no mkfifo: " + e);
    }
    var piped = folder.resolve("piped.safetensors");
    var writer =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try (var out = Files.newOutputStream(pipe)) {
                Files.copy(PENGUINS, out);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    good(train(pipe, piped));
    writer.join();
    assertEquals(source(model()), source(piped));
  }

  @Test
  void a_model_goes_through_standard_streams() throws IOException {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var words = List.of(train(PENGUINS, "-")).stream().map(String::valueOf).toArray(String[]::new);
    var status = Main.run(new PrintStream(out, true, StandardCharsets.UTF_8), stream(err), words);
    assertEquals(0, status, err.toString(StandardCharsets.UTF_8));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("accuracy"));
    var piped = Files.write(folder.resolve("piped"), out.toByteArray());
    var summary = withInput(piped, "summary", "-");
    assertTrue(summary.out().contains("species"), summary.err());
    var predictions = withInput(piped, "predict", "-", PENGUINS, "-o", "-");
    assertEquals(good("predict", model(), PENGUINS).out(), predictions.out());
    assertTrue(withInput(piped, "draw", "-", "-o", "-").out().contains("y_hat"));
    assertFalse(Files.exists(Path.of("-")));
  }

  private static PrintStream stream(OutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  @Test
  void one_stream_serves_once() throws IOException {
    var both = withInput(PENGUINS, "predict", "-", "-");
    assertEquals(
        "backprop: only one of the files read can be standard input; name the others.\n",
        both.err());
    var out = CommandLineRun.of("predict", model(), PENGUINS, "-o", "-", "--json", "-");
    assertTrue(out.err().contains("-o and --json would both write standard output"), out.err());
    assertEquals(2, out.status());
  }

  @Test
  void what_is_wrong_with_it_is_said_of_standard_input() throws IOException {
    assertEquals(
        "backprop: standard input is no model file; name one that `backprop train` wrote, and the"
            + " data after it.\n",
        withInput(PENGUINS, "summary", "-").err());
    var model = Files.readAllBytes(model());
    var cut = Files.write(folder.resolve("cut"), Arrays.copyOf(model, 100));
    var damaged = withInput(cut, "summary", "-").err();
    assertTrue(damaged.startsWith("backprop: standard input is damaged: "), damaged);
    var empty = withInput(Files.createFile(folder.resolve("empty")), train("-", "m"));
    assertTrue(empty.err().startsWith("backprop: standard input is empty"), empty.err());
  }
}
