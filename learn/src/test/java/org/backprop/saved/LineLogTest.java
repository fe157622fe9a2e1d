package org.backprop.saved;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class LineLogTest {
  @TempDir Path folder;

  private Path file = Path.of("log");
  private LineLog log = log(file);

  @BeforeEach
  void log() {
    file = folder.resolve("log");
    log = log(file);
  }

  /** Its lines are words in parentheses. */
  private static LineLog log(Path file) {
    return new LineLog(file, line -> line.matches("\\(.*\\)"));
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  @Test
  void lines_are_read_in_the_order_in_which_they_were_appended() throws IOException {
    assertEquals(List.of(), log.read().lines());
    log.append(List.of("(one)", "(zwölf)"));
    log.append(List.of("(three)"));
    assertEquals(
        new LineLog.Content(List.of("(one)", "(zwölf)", "(three)"), 23, false, Optional.empty()),
        log(file).read());
    assertEquals("(one)\n(zwölf)\n(three)\n", Files.readString(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(tw", "(tw\0\0\0\0", "\0", "("})
  void a_torn_last_line_is_dropped_and_reported(String torn) throws IOException {
    write("(one)\n" + torn);
    assertEquals(new LineLog.Content(List.of("(one)"), 6, true, Optional.empty()), log.read());
    log.append(List.of("(three)"));
    assertEquals("(one)\n(three)\n", Files.readString(file));
    assertFalse(log.read().torn());
  }

  @Test
  void half_a_character_is_torn_too() throws IOException {
    Files.write(file, new byte[] {'(', 'a', ')', '\n', '(', (byte) 0xc3});
    assertEquals(new LineLog.Content(List.of("(a)"), 4, true, Optional.empty()), log.read());
  }

  @Test
  void a_torn_line_longer_than_a_read_is_dropped() throws IOException {
    write("(one)\n(" + "x".repeat(5000));
    log.append(List.of("(two)"));
    assertEquals("(one)\n(two)\n", Files.readString(file));
  }

  @Test
  void a_last_line_that_lacks_only_its_end_is_kept() throws IOException {
    write("(one)\n(two)");
    assertEquals(List.of("(one)", "(two)"), log.read().lines());
    log.append(List.of("(three)"));
    assertEquals("(one)\n(two)\n(three)\n", Files.readString(file));
  }

  @Test
  void a_damaged_file_is_set_aside_and_its_whole_lines_stay() throws IOException {
    write("(one)\nbroken\n(two)\n");
    var aside = folder.resolve("log.damaged");
    assertEquals(
        new LineLog.Content(List.of("(one)", "(two)"), 12, false, Optional.of(aside)), log.read());
    assertEquals("(one)\nbroken\n(two)\n", Files.readString(aside));
    assertEquals("(one)\n(two)\n", Files.readString(file));
    assertEquals(Optional.empty(), log.read().damaged());
    Files.writeString(file, "again\n", StandardOpenOption.APPEND);
    assertEquals(Optional.of(folder.resolve("log.damaged-2")), log.read().damaged());
    assertEquals("(one)\nbroken\n(two)\n", Files.readString(aside));
  }

  @Test
  void a_file_without_any_whole_line_is_set_aside_too() throws IOException {
    write("(broken");
    assertEquals(Optional.of(folder.resolve("log.damaged")), log.read().damaged());
    assertEquals("(broken", Files.readString(folder.resolve("log.damaged")));
  }

  @Test
  void what_others_appended_is_read_from_where_the_last_read_ended() throws IOException {
    assertEquals(new LineLog.Tail(List.of(), 0, 0), log.after(0));
    log.append(List.of("(one)"));
    long end = log.read().end();
    assertEquals(new LineLog.Tail(List.of(), 6, 6), log.after(end));
    log(file).append(List.of("(two)", "(zwölf)"));
    assertEquals(new LineLog.Tail(List.of("(two)", "(zwölf)"), 6, 21), log.after(end));
    Files.writeString(file, "(thr", StandardOpenOption.APPEND);
    assertEquals(new LineLog.Tail(List.of("(zwölf)"), 12, 21), log.after(12));
    write("(four)\n(five)\n");
    assertEquals(new LineLog.Tail(List.of("(four)", "(five)"), 0, 14), log.after(21));
    assertEquals(new LineLog.Tail(List.of("(four)", "(five)"), 0, 14), log.after(6));
  }

  @Test
  void a_log_is_created_once() throws IOException {
    log.createIfAbsent(List.of("(one)"));
    log.createIfAbsent(List.of("(two)"));
    assertEquals(List.of("(one)"), log.read().lines());
  }

  @Test
  void a_folder_or_a_missing_one_is_refused_in_a_sentence() {
    var missing = log(folder.resolve("none").resolve("log"));
    var e = assertThrows(FileWriteException.class, () -> missing.append(List.of("(one)")));
    assertTrue(String.valueOf(e.getMessage()).contains("there is no folder"), e::toString);
    assertThrows(FileWriteException.class, () -> log(folder).append(List.of("(one)")));
  }

  @Test
  void threads_lose_no_line() throws IOException {
    IntStream.range(0, 200).parallel().forEach(this::append);
    var sorted = log.read().lines().stream().sorted().toList();
    assertEquals(IntStream.range(0, 200).mapToObj(i -> "(" + i + ")").sorted().toList(), sorted);
  }

  private void append(int number) {
    try {
      log(file).append(List.of("(" + number + ")"));
    } catch (FileWriteException e) {
      throw new AssertionError(e);
    }
  }

  /** Appends its name and a number over and over, and prints each number that was appended. */
  static final class Appender {
    private Appender() {}

    public static void main(String[] args) throws IOException {
      var log = log(Path.of(args[0]));
      for (int i = 0; i < Integer.parseInt(args[2]); i++) {
        log.append(List.of("(" + args[1] + " " + i + ")"));
        System.out.println(i);
      }
    }
  }

  private Process appender(String name, int count) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Appender.class.getName(),
            file.toString(),
            name,
            "" + count)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private List<Integer> numbersOf(String name) throws IOException {
    return log.read().lines().stream()
        .filter(line -> line.startsWith("(" + name))
        .map(line -> Integer.valueOf(line.replaceAll("\\D", "")))
        .toList();
  }

  @Test
  void two_processes_at_once_lose_no_line() throws Exception {
    var one = appender("one", 100);
    var two = appender("two", 100);
    one.inputReader(StandardCharsets.UTF_8).lines().forEach(_ -> {});
    two.inputReader(StandardCharsets.UTF_8).lines().forEach(_ -> {});
    assertEquals(0, one.waitFor());
    assertEquals(0, two.waitFor());
    var expected = IntStream.range(0, 100).boxed().toList();
    assertEquals(expected, numbersOf("one"));
    assertEquals(expected, numbersOf("two"));
    assertEquals(200, log.read().lines().size());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void a_killed_process_loses_no_line_that_it_had_appended(long seed) throws Exception {
    var killed = appender("one", Integer.MAX_VALUE);
    var printed = new ArrayList<String>();
    try (var lines = killed.inputReader(StandardCharsets.UTF_8)) {
      printed.add(lines.readLine());
      killed.waitFor(new Random(seed).nextInt(50_000), TimeUnit.MICROSECONDS);
      killed.toHandle().destroyForcibly(); // the process itself would close its output
      lines.lines().forEach(printed::add);
    }
    killed.waitFor();
    int confirmed = printed.size();
    var numbers = numbersOf("one");
    assertTrue(
        numbers.size() == confirmed || numbers.size() == confirmed + 1,
        () -> confirmed + " confirmed, " + numbers.size() + " read");
    assertEquals(IntStream.range(0, numbers.size()).boxed().toList(), numbers);
  }
}
