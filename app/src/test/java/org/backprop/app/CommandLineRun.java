package org.backprop.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What a command line wrote and how it ended. */
record CommandLineRun(int status, String out, String err) {

  static CommandLineRun of(Object... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var words = List.of(arguments).stream().map(String::valueOf).toArray(String[]::new);
    var status =
        Main.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            words);
    return new CommandLineRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The one that must succeed. */
  static CommandLineRun good(Object... arguments) {
    var run = of(arguments);
    if (run.status != 0) {
      throw new AssertionError(List.of(arguments) + " ended with " + run.status + ": " + run.err);
    }
    return run;
  }

  List<String> lines() {
    return out.lines().toList();
  }

  String lastLine() {
    return lines().getLast();
  }

  Map<?, ?> json() {
    return new JsonMapper().readValue(out, Map.class);
  }

  /** A file of {@code examples/data}. */
  static Path example(String name) {
    var here = Path.of("examples", "data", name);
    return Files.exists(here) ? here : Path.of("..").resolve(here);
  }

  static Path written(Path folder, String name, String... lines) {
    try {
      return Files.write(folder.resolve(name), List.of(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
