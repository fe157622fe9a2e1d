package org.backprop.app;

import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help;

/**
 * Where a command speaks: results to one stream, notices to another, in plain text or, on a
 * terminal, with bold, dim and a progress line that overwrites itself.
 *
 * <p>Colours are off where the output is no terminal, where {@code NO_COLOR} is set (no-color.org)
 * and on dumb terminals.
 */
public final class Terminal {
  private static final int WIDTH = 80;
  private static final long BETWEEN = 60_000_000;

  private final PrintStream results;
  private final PrintStream notices;
  private final boolean interactive;
  private final boolean styled;
  private long shown;
  private boolean pending;

  private Terminal(PrintStream results, PrintStream notices, boolean interactive, boolean styled) {
    this.results = results;
    this.notices = notices;
    this.interactive = interactive;
    this.styled = styled;
  }

  /** Streams that are no terminal. */
  public static Terminal plain(PrintStream results, PrintStream notices) {
    return new Terminal(results, notices, false, false);
  }

  /** A terminal that shows everything. */
  static Terminal interactive(PrintStream results, PrintStream notices) {
    return new Terminal(results, notices, true, true);
  }

  /** The process' own streams, of which the first may be a terminal. */
  static Terminal detect(PrintStream results, PrintStream notices) {
    var interactive = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    return new Terminal(results, notices, interactive, interactive && wantsStyle(System.getenv()));
  }

  static boolean wantsStyle(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /** The same with the results where the notices go: standard output belongs to the JSON. */
  Terminal withResultsAmongNotices() {
    return new Terminal(notices, notices, false, false);
  }

  /** A line of results; a long one is not broken. */
  public void line(String text) {
    clear();
    results.println(text);
  }

  /** An empty line among the results. */
  public void line() {
    line("");
  }

  /** A table among the results, each line indented by two spaces. */
  public void table(TextTable table) {
    table.lines().forEach(row -> line("  " + row));
  }

  /** A label and what it is, broken into lines of 80 characters. */
  public void item(String label, String text) {
    var indent = " ".repeat(TextTable.LABEL);
    var first = true;
    for (var part : TextTable.wrapped(text, WIDTH - 2 - TextTable.LABEL)) {
      line("  " + (first ? bold(TextTable.padded(label, TextTable.LABEL)) : indent) + part);
      first = false;
    }
  }

  /** Sentences among the results, broken into lines of 80 characters; none if empty. */
  public void paragraph(String text) {
    if (!text.isEmpty()) {
      TextTable.wrapped(text, WIDTH).forEach(this::line);
    }
  }

  /** What the user should know, beside the results. */
  public void notice(String text) {
    clear();
    notices.println("note: " + text);
  }

  /** What went wrong. */
  void error(String sentence) {
    clear();
    results.flush();
    notices.println("backprop: " + sentence);
  }

  /** How far it is: on a terminal a line that the next one overwrites, else nothing. */
  public void progress(String text) {
    var now = System.nanoTime();
    if (interactive && (!pending || now - shown > BETWEEN)) {
      results.print("\r  " + text + "\u001b[K");
      results.flush();
      shown = now;
      pending = true;
    }
  }

  private void clear() {
    if (pending) {
      results.print("\r\u001b[K");
      pending = false;
    }
  }

  public String bold(String text) {
    return styled ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  public String dim(String text) {
    return styled ? "\u001b[2m" + text + "\u001b[0m" : text;
  }

  /** The stream of results, for long ones. */
  public PrintStream results() {
    clear();
    return results;
  }

  PrintWriter resultWriter() {
    return new PrintWriter(results, true, StandardCharsets.UTF_8);
  }

  PrintWriter noticeWriter() {
    return new PrintWriter(notices, true, StandardCharsets.UTF_8);
  }

  Help.ColorScheme colors() {
    return Help.defaultColorScheme(styled ? Help.Ansi.ON : Help.Ansi.OFF);
  }
}
