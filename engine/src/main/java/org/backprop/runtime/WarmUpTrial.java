package org.backprop.runtime;

/**
 * A piece of vector code on its way.
 *
 * <p>HotSpot compiles what is called thousands of times, and so would compile the hundreds of
 * methods that a cold vector operation consists of: most calls here ask for nothing, and only a few
 * compute.
 */
final class WarmUpTrial {
  private static final int CALLS = 500;
  private static final int MEASURED_CALLS = 20;
  private static final long LONGEST_WAIT = 20_000_000_000L;

  /**
   * Rounds of calls after each of which the code is run once. In these HotSpot learns what to
   * compile: it leaves out what it has not seen run, and what it has seen twice it may compile so
   * that it allocates for good.
   */
  private static final int SHOWN = 12;

  /** After how many rounds of calls the code is tried. */
  private static final int FIRST_TRY = 4;

  /** After how many more of the rounds so far the code is tried again. */
  private static final int PATIENCE = 8;

  /** A cold vector operation takes some 100 nanoseconds. */
  private static final int NANOS_PER_OPERATION = 10;

  private static final int NANOS_PER_CALL = 500;

  /** How much longer the first call may take, of which the processor knows nothing yet. */
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

  /** Decides if it can be decided, and says whether it was. */
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

  /** Tells the programs what was decided. */
  void settle() {
    tier.settle(fast && !wrong ? Tier.State.READY : Tier.State.REFUSED);
  }

  /** Whether it was found to give other bits than the scalar code. */
  boolean isWrong() {
    return wrong;
  }

  /** Mostly tried in vain, and then a single call takes long. */
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
