package org.backprop.runtime;

/**
 * One generated class being warmed up: called until C2 has compiled it, then timed and compared
 * with the scalar code.
 *
 * <p>HotSpot compiles methods that are called thousands of times, among them the hundreds of
 * methods that a cold vector operation consists of. So most calls here compute nothing, and only a
 * few do.
 */
final class WarmUpTrial {
  private static final int CALLS = 500;
  private static final int MEASURED_CALLS = 20;
  private static final long LONGEST_WAIT = 20_000_000_000L;

  /**
   * The number of rounds of calls after each of which the code is run once. HotSpot profiles these
   * runs: it omits branches that were never taken, and code that ran only twice it may compile so
   * that it keeps allocating.
   */
  private static final int SHOWN = 12;

  /** The number of rounds of calls before the code is first timed. */
  private static final int FIRST_TRY = 4;

  /** The share of the rounds so far, as a divisor, after which the code is timed again. */
  private static final int PATIENCE = 8;

  /** A cold vector operation takes some 100 nanoseconds. */
  private static final int NANOS_PER_OPERATION = 10;

  private static final int NANOS_PER_CALL = 500;

  /** The additional time that the first call may take, with cold caches and branch predictors. */
  private static final int NANOS_UNPREPARED = 10_000;

  private final WarmUpCase warmUpCase;
  private final Tier tier;
  private final long start = System.nanoTime();
  private int round;
  private int next = FIRST_TRY;
  private boolean fast;
  private boolean wrong;

  WarmUpTrial(WarmUpCase warmUpCase, Tier tier) {
    this.warmUpCase = warmUpCase;
    this.tier = tier;
  }

  /** Runs one round and says whether the trial is decided. */
  boolean isDecided() {
    for (var i = 0; i < CALLS; i++) {
      warmUpCase.call();
    }
    round++;
    if (round <= SHOWN) {
      warmUpCase.vector();
    }
    if (round < next) {
      return false;
    }
    next = round + Math.max(FIRST_TRY, round / PATIENCE);
    fast = isFast();
    if (!fast && System.nanoTime() - start <= LONGEST_WAIT) {
      return false;
    }
    wrong = !warmUpCase.agrees();
    return true;
  }

  /** Publishes the decision to the programs. */
  void settle() {
    tier.settle(fast && !wrong ? Tier.State.READY : Tier.State.REFUSED);
  }

  /** Whether the code gave other bits than the scalar code. */
  boolean isWrong() {
    return wrong;
  }

  /** Whether the code is fast enough. A single call shows most cold code to be slow. */
  private boolean isFast() {
    var bound = NANOS_PER_CALL + (long) warmUpCase.operations() * NANOS_PER_OPERATION;
    if (time(warmUpCase::vector, 1) > NANOS_UNPREPARED + bound) {
      return false;
    }
    var vector = time(warmUpCase::vector, MEASURED_CALLS);
    var scalar = time(warmUpCase::scalar, MEASURED_CALLS);
    return vector <= bound && vector <= NANOS_PER_CALL + scalar * 3 / 2;
  }

  /** The shortest time of a few calls, in nanoseconds. */
  private static long time(Runnable work, int calls) {
    var best = Long.MAX_VALUE;
    for (var i = 0; i < calls; i++) {
      var start = System.nanoTime();
      work.run();
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }
}
