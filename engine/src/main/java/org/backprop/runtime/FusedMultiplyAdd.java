package org.backprop.runtime;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether the processor computes {@link Math#fma}. Without such an instruction, or with {@code
 * -XX:-UseFMA}, the JDK computes it by {@code BigDecimal}: with the same bits, a hundred times
 * slower.
 */
public final class FusedMultiplyAdd {
  private static final int TRIALS = 8;
  private static final int CALLS = 8;

  /** The instruction takes less in the interpreter, and BigDecimal takes more when compiled. */
  private static final long MOST_NANOS = 1_000;

  private static final AtomicBoolean MEASURED = new AtomicBoolean();

  private FusedMultiplyAdd() {}

  /** Logs a line if it is computed in software; only the first call in a process measures. */
  public static void logIfSlow() {
    if (!MEASURED.getAndSet(true) && measure() > MOST_NANOS) {
      System.getLogger("org.backprop")
          .log(
              Level.WARNING,
              "this JVM computes fused multiply-adds in software, so training takes about ten times"
                  + " longer; leave -XX:-UseFMA out, or use a processor that has FMA instructions");
    }
  }

  /** The nanoseconds of a call, the least of several trials. */
  static long measure() {
    var least = Long.MAX_VALUE;
    var sum = 0.7;
    for (var trial = 0; trial < TRIALS; trial++) {
      var start = System.nanoTime();
      for (var i = 0; i < CALLS; i++) {
        sum = Math.fma(sum, 0.3, 1.1);
      }
      least = Math.min(least, (System.nanoTime() - start) / CALLS);
    }
    return sum > 0 ? least : Long.MAX_VALUE;
  }
}
