package org.backprop.codegen;

import java.util.Optional;
import org.backprop.plan.LoopBody;

/**
 * The generated loops of this process: one for each body and kind of lane, shared by all programs.
 */
public final class Loops {
  private static final CodeCache<LoopKey, Loop> CACHE = new CodeCache<>(256);

  private record LoopKey(LoopBody body, Lane lane) {}

  private Loops() {}

  /** The loop that computes one element at a time. */
  public static Loop scalar(LoopBody body) {
    return loop(body, new ScalarLane());
  }

  /**
   * The loop over vectors of this many bits, if the body's values have equal widths and its code is
   * short enough for HotSpot to compile.
   */
  public static Optional<Loop> vector(LoopBody body, int bits) {
    var lane = new VectorLane(Math.min(bits, enough(body)), body.width());
    return Optional.of(body)
        .filter(lane::takes)
        .map(own -> loop(own, lane))
        .filter(loop -> !(loop instanceof TooLong));
  }

  /** The bits of the shortest vector that holds a narrow row. */
  private static int enough(LoopBody body) {
    var row = body.narrow() * body.width() * Byte.SIZE;
    return row == 0 ? Integer.MAX_VALUE : Math.max(128, Integer.highestOneBit(2 * row - 1));
  }

  private static Loop loop(LoopBody body, Lane lane) {
    return CACHE.get(new LoopKey(body, lane), Loops::define);
  }

  private static Loop define(LoopKey key) {
    var bytes = LoopCode.of(key.body(), key.lane());
    return key.lane() instanceof ScalarLane || MethodSizes.areCompiled(bytes)
        ? Generated.instance(Loop.class, bytes)
        : new TooLong();
  }

  /** Stands for a loop whose code HotSpot would not compile. */
  private static final class TooLong extends Loop {
    @Override
    public void run(
        Arena arena,
        int[] at,
        int rowStart,
        int rowEnd,
        int columnStart,
        int columnEnd,
        Scratch scratch) {
      throw new UnsupportedOperationException("this loop has no code");
    }
  }
}
