package org.backprop.codegen;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.backprop.plan.LoopBody;

/**
 * The generated loops of this process: one for each body and kind of lane, shared by all programs.
 */
public final class Loops {
  private static final Map<LoopKey, Optional<Loop>> KNOWN = new ConcurrentHashMap<>();

  private record LoopKey(LoopBody body, Lane lane) {}

  private Loops() {}

  /** The loop that computes one element at a time. */
  public static Loop scalar(LoopBody body) {
    return loop(body, new ScalarLane()).orElseThrow();
  }

  /**
   * The loop over vectors of this many bits, if the body's values have equal widths and its code is
   * short enough for HotSpot to compile.
   */
  public static Optional<Loop> vector(LoopBody body, int bits) {
    var lane = new VectorLane(Math.min(bits, enough(body)), body.width());
    return lane.takes(body) ? loop(body, lane) : Optional.empty();
  }

  /** The bits of the shortest vector that holds a narrow row. */
  private static int enough(LoopBody body) {
    var row = body.narrow() * body.width() * Byte.SIZE;
    return row == 0 ? Integer.MAX_VALUE : Math.max(128, Integer.highestOneBit(2 * row - 1));
  }

  private static Optional<Loop> loop(LoopBody body, Lane lane) {
    return KNOWN.computeIfAbsent(new LoopKey(body, lane), Loops::define);
  }

  private static Optional<Loop> define(LoopKey key) {
    var bytes = LoopCode.of(key.body(), key.lane());
    return key.lane() instanceof ScalarLane || MethodSizes.areCompiled(bytes)
        ? Optional.of(Generated.instance(Loop.class, bytes))
        : Optional.empty();
  }
}
