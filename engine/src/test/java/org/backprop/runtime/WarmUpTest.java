package org.backprop.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.backprop.codegen.Arena;
import org.backprop.codegen.Loop;
import org.backprop.codegen.Loops;
import org.backprop.codegen.Scratch;
import org.backprop.codegen.Tile;
import org.backprop.codegen.Tiles;
import org.backprop.graph.Node;
import org.backprop.plan.Kernel;
import org.backprop.plan.Planner;
import org.backprop.rewrite.Lowering;
import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The safety net: vector code takes over only with the scalar code's bits. */
class WarmUpTest {
  /** What is done at once by vector code and slowly by scalar code. */
  private record Rehearsed(boolean agrees) implements Rehearsal {
    @Override
    public void call() {}

    @Override
    public int operations() {
      return 1;
    }

    @Override
    public void vector() {}

    @Override
    public void scalar() {
      for (var i = 0; i < 1000; i++) {
        Thread.onSpinWait();
      }
    }
  }

  /** A loop whose results are off by a bit. */
  private static final class OffByABit extends Loop {
    private final Loop right;

    OffByABit(Loop right) {
      this.right = right;
    }

    @Override
    public void run(
        Arena arena, int[] at, int row0, int row1, int column0, int column1, Scratch scratch) {
      right.run(arena, at, row0, row1, column0, column1, scratch);
      var floats = (float[]) arena.array(DType.FLOAT32);
      var result = at[at.length - Loop.WORDS];
      floats[result] = Float.intBitsToFloat(Float.floatToRawIntBits(floats[result]) ^ 1);
    }
  }

  /** A loop that is always asked for anew, as if it were generated for this test alone. */
  private static Kernel.Region region(double factor) {
    var x = Node.input("x", DType.FLOAT32, 3, 100);
    var y = Lowering.of(List.of(x.times(factor).exp())).getFirst();
    var plan = Planner.of(List.of(y), Map.of(), List.of());
    return (Kernel.Region) plan.kernels().getFirst();
  }

  private final WarmUp warmUp = new WarmUp();

  private static Readiness.State settled(Readiness readiness) {
    while (readiness.state() == Readiness.State.COLD) {
      Thread.onSpinWait();
    }
    return readiness.state();
  }

  @Test
  void code_with_the_same_bits_becomes_ready() {
    var readiness = warmUp.request(new Object(), () -> new Rehearsed(true));
    assertEquals(Readiness.State.READY, settled(readiness));
  }

  @Test
  void code_with_other_bits_is_refused_and_the_log_says_so() {
    Queue<LogRecord> records = new ConcurrentLinkedQueue<>();
    var handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            records.add(record);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    var logger = Logger.getLogger("org.backprop");
    logger.addHandler(handler);
    try {
      var readiness = warmUp.request(new Object(), () -> new Rehearsed(false));
      assertEquals(Readiness.State.REFUSED, settled(readiness));
    } finally {
      logger.removeHandler(handler);
    }
    assertTrue(
        records.stream()
            .anyMatch(record ->
                record.getLevel().equals(Level.WARNING)
                    && record.getMessage().contains("uses scalar code")));
  }

  @Test
  void after_other_bits_no_vector_code_is_used() {
    var ready = warmUp.request(new Object(), () -> new Rehearsed(true));
    assertEquals(Readiness.State.READY, settled(ready));
    var wrong = warmUp.request(new Object(), () -> new Rehearsed(false));
    assertEquals(Readiness.State.REFUSED, settled(wrong));
    assertEquals(Readiness.State.REFUSED, settled(ready));
    assertFalse(warmUp.isTrusted());
    var later = warmUp.request(new Object(), () -> new Rehearsed(true));
    assertEquals(Readiness.State.REFUSED, settled(later));
  }

  @Test
  void one_wrong_bit_of_a_loop_is_seen() {
    var region = region(0.25);
    var vector = Loops.vector(region.body(), 128).orElseThrow();
    assertTrue(rehearsed(region, vector));
    assertFalse(rehearsed(region, new OffByABit(vector)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tiles_agree_whether_they_store_or_add(boolean adds) {
    for (var layout : Tile.Layout.values()) {
      var tile = Tiles.of(layout, DType.FLOAT32, 5, 3, 128, adds);
      var rehearsal = new TileRehearsal(tile, layout, DType.FLOAT32, 128);
      rehearsal.vector();
      assertTrue(rehearsal.agrees());
    }
  }

  private static boolean rehearsed(Kernel.Region region, Loop loop) {
    var rehearsal = new LoopRehearsal(region.body(), loop, 128);
    rehearsal.vector();
    rehearsal.scalar();
    return rehearsal.agrees();
  }

  @Test
  void refused_code_leaves_its_kernel_to_scalar_code() {
    var region = region(0.375);
    var vector = Loops.vector(region.body(), 128).orElseThrow();
    var readiness = warmUp.request(vector, () -> new Rehearsed(false));
    assertEquals(Readiness.State.REFUSED, settled(readiness));
    assertSame(Loops.scalar(region.body()), asked(region).loop(region));
  }

  private Choice asked(Kernel.Region region) {
    var choice = new Choice(128, true, 0, warmUp);
    choice.ask(List.of(region));
    while (choice.coldShare(List.of(region)) > 0) {
      Thread.onSpinWait();
    }
    return choice;
  }

  @Test
  void a_program_goes_back_to_scalar_code_when_other_bits_are_found() {
    var x = Node.input("x", DType.FLOAT32, 100, 100);
    var memory = new Memory(Planner.of(List.of(x.times(0.875)), Map.of(), List.of()));
    var executions = new Executions(memory, new Crew(1), Optional.empty());
    var takeover = new Takeover(executions, 128, false, warmUp);
    var before = takeover.execution();
    assertSame(before, takeover.execution());
    settled(warmUp.request(new Object(), () -> new Rehearsed(false)));
    var after = takeover.execution();
    assertNotSame(before, after);
    assertSame(after, takeover.execution());
  }

  @Test
  void ready_code_takes_over() {
    var region = region(0.625);
    var vector = Loops.vector(region.body(), 128).orElseThrow();
    var readiness = warmUp.request(vector, () -> new Rehearsed(true));
    assertEquals(Readiness.State.READY, settled(readiness));
    assertSame(vector, asked(region).loop(region));
  }
}
