package org.backprop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.backprop.train.Epoch;
import org.backprop.train.Stopping;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
  private final AtomicLong clock = new AtomicLong();

  private static Epoch epoch(int number, boolean best) {
    return new Epoch(number, 0.043214, OptionalDouble.of(0.051239), best, 2.0 * number);
  }

  private ProgressLine line(Terminal terminal) {
    var stopping = Stopping.usual().withEpochs(100).withPatience(20);
    return new ProgressLine(
        terminal, CompletableFuture.completedFuture(null), stopping, () -> false);
  }

  @Test
  void a_terminal_shows_the_epoch_the_patience_and_the_time_left() {
    var line = line(Terminal.interactive(stream, stream));
    line.epoch(epoch(1, true));
    assertEquals(
        "\r  epoch 1/100, up to 3 min left  loss 0.04321  validation 0.05124  patience 20\u001b[K",
        out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void a_terminal_of_80_characters_shows_whole_parts() {
    line(Terminal.interactive(stream, stream))
        .epoch(new Epoch(1, 1.234567e-5, OptionalDouble.of(1.234567e-5), true, 75));
    assertEquals(
        "\r  epoch 1/100, up to 2 h 4 min left  loss 1.235e-5  validation 1.235e-5\u001b[K",
        out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void a_file_gets_a_line_now_and_then() {
    var line = line(Terminal.plain(stream, stream, clock::get));
    for (var number = 1; number <= 100; number++) {
      clock.addAndGet(2_000_000_000L);
      line.epoch(epoch(number, number == 1));
    }
    var lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(
        "  epoch 3/100, up to 3 min left  loss 0.04321  validation 0.05124  patience 18",
        lines.getFirst());
    assertTrue(lines.size() > 15 && lines.size() < 30, lines.size() + " lines");
    assertTrue(lines.getLast().contains("patience 0"), lines.getLast());
  }

  @Test
  void quick_trainings_leave_a_file_without_progress() {
    var line = line(Terminal.plain(stream, stream, clock::get));
    List.of(1, 2, 3).forEach(number -> line.epoch(epoch(number, true)));
    assertEquals("", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void times_are_rough() {
    assertEquals("0 s", Numbers.roughly(0.2));
    assertEquals("119 s", Numbers.roughly(119.4));
    assertEquals("2 min", Numbers.roughly(120));
    assertEquals("13 min", Numbers.roughly(800));
    assertEquals("2 h 5 min", Numbers.roughly(7500));
  }
}
