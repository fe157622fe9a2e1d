package org.backprop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  @Test
  void results_and_notices_go_apart_and_without_escapes() {
    var terminal = Terminal.plain(stream(out), stream(err));
    terminal.progress("epoch 1");
    terminal.line(terminal.bold("bold") + terminal.dim("dim"));
    terminal.notice("something");
    assertEquals("bolddim\n", out.toString(StandardCharsets.UTF_8));
    assertEquals("note: something\n", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void on_a_terminal_a_line_of_progress_is_overwritten() {
    var terminal = Terminal.interactive(stream(out), stream(err));
    terminal.progress("epoch 1");
    terminal.line(terminal.bold("done"));
    assertEquals(
        "\r  epoch 1\u001b[K\r\u001b[K\u001b[1mdone\u001b[0m\n",
        out.toString(StandardCharsets.UTF_8));
  }

  private static final String HOSTILE = "a\u001b[31m\u009b2J\n\u202eb\ufdd0";
  private static final String ESCAPED = "a\\u001b[31m\\u009b2J\\n\\u202eb\ufdd0";

  @Test
  void control_characters_of_names_and_cells_are_escaped() {
    var terminal = Terminal.plain(stream(out), stream(err));
    terminal.table(TextTable.of("name", "<" + HOSTILE).row(HOSTILE, "x"));
    terminal.item("target", HOSTILE);
    terminal.paragraph(HOSTILE);
    terminal.line(HOSTILE);
    terminal.notice(HOSTILE);
    terminal.error(HOSTILE);
    var lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals("  name" + " ".repeat(ESCAPED.length() - 2) + ESCAPED, lines.get(0));
    assertEquals("  " + ESCAPED + "  x", lines.get(1));
    assertEquals("  target      " + ESCAPED, lines.get(2));
    assertEquals(ESCAPED, lines.get(3));
    assertEquals(List.of("a\\u001b[31m\\u009b2J", "\\u202eb\ufdd0"), lines.subList(4, 6));
    assertEquals(
        "note: " + ESCAPED + "\nbackprop: " + ESCAPED + "\n", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void results_for_programs_are_escaped_on_a_terminal_only() {
    Terminal.plain(stream(out), stream(err)).data(writer -> writer.write(HOSTILE + "\r\n"));
    assertEquals(HOSTILE + "\r\n", out.toString(StandardCharsets.UTF_8));
    out.reset();
    Terminal.interactive(stream(out), stream(err)).data(writer -> writer.write(HOSTILE + "\r\n"));
    assertEquals(ESCAPED.replace("\\n", "\n") + "\\r\n", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void colours_are_off_where_they_are_not_wanted() {
    assertTrue(Terminal.wantsStyle(Map.of("TERM", "xterm")));
    assertTrue(Terminal.wantsStyle(Map.of("NO_COLOR", "")));
    assertFalse(Terminal.wantsStyle(Map.of("NO_COLOR", "1")));
    assertFalse(Terminal.wantsStyle(Map.of("TERM", "dumb")));
  }
}
