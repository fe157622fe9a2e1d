package org.backprop.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.backprop.codegen.Arena;
import org.backprop.codegen.Loop;
import org.backprop.codegen.Loops;
import org.backprop.codegen.Scratch;
import org.backprop.codegen.Tile;
import org.backprop.codegen.Tiles;
import org.backprop.graph.Node;
import org.backprop.lower.Lowering;
import org.backprop.plan.Kernel;
import org.backprop.plan.Planner;
import org.backprop.plan.TargetMachine;
import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The safety net: vector code takes over only with the scalar code's bits. */
class WarmUpTest {
  private static final TargetMachine MACHINE = TargetMachine.of(128, 1);

  /** What is done at once by vector code and slowly by scalar code. */
  private record Rehearsed(boolean agrees) implements WarmUpCase {
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
  private static Kernel.Nest nest(double factor) {
    var x = Node.input("x", DType.FLOAT32, 3, 100);
    var y = Lowering.of(List.of(x.times(factor).exp())).getFirst();
    var plan = Planner.of(List.of(y), Map.of(), List.of(), MACHINE);
    return (Kernel.Nest) plan.kernels().getFirst();
  }

  private final WarmUp warmUp = new WarmUp();

  private static Tier.State settled(Tier tier) {
    while (tier.state() == Tier.State.COLD) {
      Thread.onSpinWait();
    }
    return tier.state();
  }

  @Test
  void code_with_the_same_bits_becomes_ready() {
    var tier = warmUp.request(new Object(), () -> new Rehearsed(true));
    assertEquals(Tier.State.READY, settled(tier));
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
      var tier = warmUp.request(new Object(), () -> new Rehearsed(false));
      assertEquals(Tier.State.REFUSED, settled(tier));
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
    assertEquals(Tier.State.READY, settled(ready));
    var wrong = warmUp.request(new Object(), () -> new Rehearsed(false));
    assertEquals(Tier.State.REFUSED, settled(wrong));
    assertEquals(Tier.State.REFUSED, settled(ready));
    assertFalse(warmUp.isTrusted());
    var later = warmUp.request(new Object(), () -> new Rehearsed(true));
    assertEquals(Tier.State.REFUSED, settled(later));
  }

  @Test
  void one_wrong_bit_of_a_loop_is_seen() {
    var nest = nest(0.25);
    var vector = Loops.vector(nest.body(), 128).orElseThrow();
    assertTrue(rehearsed(nest, vector));
    assertFalse(rehearsed(nest, new OffByABit(vector)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tiles_agree_whether_they_store_or_add(boolean adds) {
    for (var layout : Tile.LeftLayout.values()) {
      var tile = Tiles.of(layout, DType.FLOAT32, 5, 3, 128, adds);
      var warmUpCase = new TileCase(tile, layout, DType.FLOAT32, 128);
      warmUpCase.vector();
      assertTrue(warmUpCase.agrees());
    }
  }

  private static boolean rehearsed(Kernel.Nest nest, Loop loop) {
    var warmUpCase = new LoopCase(nest.body(), loop, 128);
    warmUpCase.vector();
    warmUpCase.scalar();
    return warmUpCase.agrees();
  }

  @Test
  void refused_code_leaves_its_kernel_to_scalar_code() {
    var nest = nest(0.375);
    var vector = Loops.vector(nest.body(), 128).orElseThrow();
    var tier = warmUp.request(vector, () -> new Rehearsed(false));
    assertEquals(Tier.State.REFUSED, settled(tier));
    assertSame(Loops.scalar(nest.body()), asked(nest).loop(nest));
  }

  private CodeSelector asked(Kernel.Nest nest) {
    var selector = new CodeSelector(MACHINE, true, 0, warmUp);
    selector.ask(List.of(nest));
    while (selector.coldShare(List.of(nest)) > 0) {
      Thread.onSpinWait();
    }
    return selector;
  }

  @Test
  void a_program_goes_back_to_scalar_code_when_other_bits_are_found() {
    var x = Node.input("x", DType.FLOAT32, 100, 100);
    var memory =
        new ProgramMemory(Planner.of(List.of(x.times(0.875)), Map.of(), List.of(), MACHINE));
    var executions = new Executions(memory, new Workers(1), Optional.empty(), true);
    var tierUp = new TierUp(executions, false, warmUp);
    var before = tierUp.execution();
    assertSame(before, tierUp.execution());
    settled(warmUp.request(new Object(), () -> new Rehearsed(false)));
    var after = tierUp.execution();
    assertNotSame(before, after);
    assertSame(after, tierUp.execution());
  }

  @Test
  void ready_code_takes_over() {
    var nest = nest(0.625);
    var vector = Loops.vector(nest.body(), 128).orElseThrow();
    var tier = warmUp.request(vector, () -> new Rehearsed(true));
    assertEquals(Tier.State.READY, settled(tier));
    assertSame(vector, asked(nest).loop(nest));
  }

  @Test
  void code_that_no_program_runs_is_not_kept() {
    var requested =
        IntStream.range(0, 10)
            .mapToObj(_ -> {
              var code = new Object();
              settled(warmUp.request(code, () -> new Rehearsed(true)));
              return new WeakReference<>(code);
            })
            .toList();
    System.gc();
    assertTrue(requested.stream().allMatch(code -> code.refersTo(null)));
  }
}
