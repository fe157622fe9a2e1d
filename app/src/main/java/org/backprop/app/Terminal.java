package org.backprop.app;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import picocli.CommandLine.Help;

/**
 * Where a command speaks: results to one stream, notices to another, in plain text or, on a
 * terminal, with bold, dim and a progress line that overwrites itself.
 *
 * <p>Colours are off where the output is no terminal, where {@code NO_COLOR} is set (no-color.org)
 * and on dumb terminals. Control characters of names and cells are shown as escapes.
 */
public final class Terminal {
  /** What the launcher knows: a console has its input from the terminal too. */
  private static final String IS_TERMINAL = "backprop.terminal";

  private static final int WIDTH = 80;
  private static final long BETWEEN = 60_000_000;

  /** Where a style begins and ends, in texts until they are printed: no characters of Unicode. */
  private static final char BOLD = '\ufdd0';

  private static final char DIM = '\ufdd1';
  private static final char PLAIN = '\ufdd2';

  private final PrintStream results;
  private final PrintStream notices;
  private final boolean interactive;
  private final boolean styled;
  private final ProgressInterval interval;
  private long shown;
  private boolean pending;

  private Terminal(PrintStream results, PrintStream notices, boolean interactive, boolean styled) {
    this(results, notices, interactive, styled, System::nanoTime);
  }

  private Terminal(
      PrintStream results,
      PrintStream notices,
      boolean interactive,
      boolean styled,
      LongSupplier clock) {
    this.interval = new ProgressInterval(clock);
    this.results = results;
    this.notices = notices;
    this.interactive = interactive;
    this.styled = styled;
  }

  /** Streams that are no terminal. */
  public static Terminal plain(PrintStream results, PrintStream notices) {
    return new Terminal(results, notices, false, false);
  }

  /** Shows nothing. */
  public static Terminal silent() {
    var nothing = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return plain(nothing, nothing);
  }

  /** Streams that are no terminal, with a clock in nanoseconds. */
  static Terminal plain(PrintStream results, PrintStream notices, LongSupplier clock) {
    return new Terminal(results, notices, false, false, clock);
  }

  /** A terminal that shows everything. */
  static Terminal interactive(PrintStream results, PrintStream notices) {
    return new Terminal(results, notices, true, true);
  }

  /** The process' own streams, of which the first may be a terminal. */
  static Terminal detect(PrintStream results, PrintStream notices) {
    var interactive =
        Optional.ofNullable(System.getProperty(IS_TERMINAL))
            .map(Boolean::parseBoolean)
            .orElseGet(Terminal::hasConsole);
    return new Terminal(results, notices, interactive, interactive && wantsStyle(System.getenv()));
  }

  private static boolean hasConsole() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  static boolean wantsStyle(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  boolean isInteractive() {
    return interactive;
  }

  /** The same with the results where the notices go: standard output belongs to the JSON. */
  public Terminal withResultsAmongNotices() {
    return new Terminal(notices, notices, false, false);
  }

  /** A line of results; a long one is not broken. */
  public void line(String text) {
    clear();
    results.println(withStyles(ControlCharacters.escapedLines(text)));
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
    var oneLine = ControlCharacters.escaped(text);
    for (var part : TextTable.wrapped(oneLine, WIDTH - 2 - TextTable.LABEL)) {
      line("  " + (first ? bold(TextTable.padded(label, TextTable.LABEL)) : indent) + part);
      first = false;
    }
  }

  /** Sentences among the results, broken into lines of 80 characters; none if empty. */
  public void paragraph(String text) {
    if (!text.isEmpty()) {
      TextTable.wrapped(ControlCharacters.escaped(text), WIDTH).forEach(this::line);
    }
  }

  /** What the user should know, beside the results. */
  public void notice(String text) {
    clear();
    notices.println("note: " + ControlCharacters.escaped(text));
  }

  /** A notice, and the lines that belong to it. */
  void notice(String text, List<String> lines) {
    notice(text);
    lines.forEach(line -> notices.println("      " + ControlCharacters.escaped(line)));
  }

  /** What went wrong. */
  void error(String sentence) {
    clear();
    results.flush();
    notices.println("backprop: " + ControlCharacters.escaped(sentence));
  }

  /** Asks for an answer, on the same line. */
  void ask(String question) {
    clear();
    results.flush();
    notices.print(question);
    notices.flush();
  }

  /** What the user types, if this and the input are terminals. */
  Optional<BufferedReader> answers() {
    if (!interactive || !hasConsole()) {
      return Optional.empty();
    }
    var encoding = Charset.forName(System.getProperty("stdin.encoding", "UTF-8"));
    return Optional.of(new BufferedReader(new InputStreamReader(System.in, encoding)));
  }

  /**
   * How far it is: on a terminal a line that the next one overwrites, else a line now and then.
   *
   * @param text parts with two spaces between them; the last ones are left out where the width of a
   *     terminal is too small
   */
  public void progress(String text) {
    if (!interactive) {
      if (interval.isDue()) {
        line("  " + text);
        results.flush();
      }
      return;
    }
    var now = System.nanoTime();
    if (!pending || now - shown > BETWEEN) {
      results.print("\r  " + fitting(ControlCharacters.escaped(text)) + "\u001b[K");
      results.flush();
      shown = now;
      pending = true;
    }
  }

  /** A line that wraps would not be overwritten whole. */
  private static String fitting(String line) {
    var room = WIDTH - 3;
    if (line.length() <= room) {
      return line;
    }
    var end = line.lastIndexOf("  ", room);
    return line.substring(0, end < 0 ? room : end);
  }

  private void clear() {
    if (pending) {
      results.print("\r\u001b[K");
      pending = false;
    }
  }

  public String bold(String text) {
    return styled ? BOLD + text + PLAIN : text;
  }

  public String dim(String text) {
    return styled ? DIM + text + PLAIN : text;
  }

  private String withStyles(String text) {
    return styled
        ? text.replace(String.valueOf(BOLD), "\u001b[1m")
            .replace(String.valueOf(DIM), "\u001b[2m")
            .replace(String.valueOf(PLAIN), "\u001b[0m")
        : text;
  }

  /** Writes text. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Writer writer) throws IOException;
  }

  /** Results for programs, as they are; on a terminal control characters are escaped. */
  public void data(Content content) {
    clear();
    // A reader that went away, as head does, is no error: print streams keep that to themselves.
    var plain = new BufferedWriter(new OutputStreamWriter(results, StandardCharsets.UTF_8));
    var writer = interactive ? ControlCharacters.escaping(plain) : plain;
    try {
      content.writeTo(writer);
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes bytes. */
  @FunctionalInterface
  interface Bytes {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Results that are no text.
   *
   * @return whether all of them could be written
   */
  boolean bytes(Bytes content) {
    try {
      content.writeTo(results);
      return !results.checkError();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
