package org.backprop.app;

import java.util.function.LongSupplier;

/**
 * When output that is no terminal gets a line of progress: after 5 seconds, and then as long after
 * the last line as a tenth of the time so far, at least 5 seconds.
 */
final class ProgressInterval {
  private static final long LEAST = 5_000_000_000L;

  private final LongSupplier clock;
  private final long start;
  private long last;

  /**
   * @param clock in nanoseconds
   */
  ProgressInterval(LongSupplier clock) {
    this.clock = clock;
    this.start = clock.getAsLong();
    this.last = start;
  }

  /** Whether a line is due, which then counts as written. */
  boolean isDue() {
    var now = clock.getAsLong();
    if (now - last < Math.max(LEAST, (now - start) / 10)) {
      return false;
    }
    last = now;
    return true;
  }
}
