package org.backprop.app.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.backprop.app.Main;
import org.backprop.table.DataException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command's options; what it writes is in {@link DrawingTest}. */
class DrawCommandTest {
  @TempDir static Path folder;

  @BeforeAll
  static void train() throws IOException {
    var data = Files.writeString(folder.resolve("t.csv"), "a,b\n1,2\n2,3\n3,5\n4,6\n5,8\n6,9\n");
    var none = new PrintStream(PrintStream.nullOutputStream());
    var status =
        Main.run(
            none,
            none,
            "train",
            data.toString(),
            "--target",
            "b",
            "--hidden",
            "none",
            "-o",
            model());
    assertEquals(0, status);
  }

  private static String model() {
    return folder.resolve("m.safetensors").toString();
  }

  private static DrawCommand parsed(String... arguments) {
    var command = new DrawCommand();
    Main.withConverters(new CommandLine(command)).parseArgs(arguments);
    return command;
  }

  private static String drawn(String name, String... options) throws IOException {
    var file = folder.resolve(name);
    var command =
        parsed(
            Stream.concat(Stream.of(model(), "-o", file.toString()), Stream.of(options))
                .toArray(String[]::new));
    assertEquals(0, command.call());
    return Files.readString(file);
  }

  @ParameterizedTest
  @CsvSource({
    "a.svg, <svg ",
    "a.SVG, <svg ",
    "a.dot, digraph ",
    "a.gv, digraph ",
    "a.mmd, flowchart ",
    "a.txt, x -> *W1",
    "a, <svg "
  })
  void the_files_ending_names_the_format(String file, String start) throws IOException {
    var text = drawn(file);
    assertTrue(text.startsWith(start), text);
  }

  @Test
  void a_named_format_does_not_contradict_the_ending() throws IOException {
    assertTrue(drawn("b", "--format", "Dot").startsWith("digraph "));
    var refused = assertThrows(DataException.class, () -> drawn("b.txt", "--format", "dot"));
    assertTrue(
        refused.getMessage().contains("names another format than --format dot"),
        refused.getMessage());
  }

  @Test
  void backward_and_full_show_more() throws IOException {
    assertTrue(drawn("c.txt", "--backward").contains("delta1 = dL/da1 = y_hat - y"));
    assertTrue(drawn("d.txt", "--full").contains("contract"));
  }

  @Test
  void an_unknown_format_is_refused_in_a_sentence() {
    var command = parsed(model(), "--format", "svgg");
    var refused = assertThrows(DataException.class, command::call);
    assertEquals(
        "--format takes svg, dot, mermaid, text, not \"svgg\"; did you mean svg?",
        refused.getMessage());
  }
}
