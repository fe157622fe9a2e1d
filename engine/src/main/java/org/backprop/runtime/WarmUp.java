package org.backprop.runtime;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Brings vector code to where HotSpot has compiled it, beside the program that meanwhile runs on
 * scalar code: before that, each vector operation allocates. The code is only used if it then gives
 * the bits that the scalar code gives.
 *
 * <p>HotSpot compiles what is called thousands of times, and so would compile the hundreds of
 * methods that a cold vector operation consists of: most calls here ask for nothing, and only a few
 * compute.
 */
final class WarmUp {
  private static final System.Logger LOG = System.getLogger("org.backprop");
  private static final Map<Object, Readiness> KNOWN = new ConcurrentHashMap<>();
  private static final LinkedBlockingDeque<Runnable> WAITING = new LinkedBlockingDeque<>();
  private static final AtomicInteger SETTLED = new AtomicInteger();
  private static final long PAUSE = 1;

  private WarmUp() {}

  /** Generates code on the warm-up thread, after what is waiting there. */
  static void prepare(Runnable generation) {
    Starter.start();
    WAITING.add(() -> {
      generation.run();
      SETTLED.incrementAndGet();
    });
  }

  /** Asks for code to be made ready; the code itself names it. */
  static Readiness request(Object code, Supplier<Rehearsal> rehearsal) {
    return KNOWN.computeIfAbsent(code, _ -> start(rehearsal));
  }

  /** Makes code ready that nobody else asks for. */
  static Readiness start(Supplier<Rehearsal> rehearsal) {
    Starter.start();
    var readiness = new Readiness();
    WAITING.addFirst(() -> Starter.PENDING.add(new Pending(rehearsal.get(), readiness)));
    return readiness;
  }

  /** How many pieces of code have been settled; programs look again when it has changed. */
  static int settled() {
    return SETTLED.get();
  }

  /** A piece of code that is on its way. */
  private static final class Pending {
    private static final int CALLS = 500;
    private static final int MEASURED_CALLS = 20;
    private static final long LONGEST_WAIT = 20_000_000_000L;

    /**
     * After how many rounds of calls the code is tried: twice before it has been called so often
     * that HotSpot compiles it, which must have seen it run.
     */
    private static final int FIRST_TRY = 4;

    /** After how many more of the rounds so far the code is tried again. */
    private static final int PATIENCE = 8;

    /** A cold vector operation takes some 100 nanoseconds. */
    private static final int NANOS_PER_OPERATION = 10;

    private static final int NANOS_PER_CALL = 500;

    /** How much longer the first call may take, of which the processor knows nothing yet. */
    private static final int NANOS_UNPREPARED = 10_000;

    private final Rehearsal rehearsal;
    private final Readiness readiness;
    private final long start = System.nanoTime();
    private int round;
    private int next = FIRST_TRY;

    Pending(Rehearsal rehearsal, Readiness readiness) {
      this.rehearsal = rehearsal;
      this.readiness = readiness;
    }

    /** Decides if it can be decided, and says whether it was. */
    boolean settle() {
      for (var i = 0; i < CALLS; i++) {
        rehearsal.call();
      }
      round++;
      if (round < next) {
        return false;
      }
      next = round + Math.max(FIRST_TRY, round / PATIENCE);
      var fast = isFast();
      if (fast || System.nanoTime() - start > LONGEST_WAIT) {
        settle(fast);
        return true;
      }
      return false;
    }

    /** Mostly tried in vain, and then a single call takes long. */
    private boolean isFast() {
      var bound = NANOS_PER_CALL + (long) rehearsal.operations() * NANOS_PER_OPERATION;
      if (time(rehearsal::vector, 1) > NANOS_UNPREPARED + bound) {
        return false;
      }
      var vector = time(rehearsal::vector, MEASURED_CALLS);
      var scalar = time(rehearsal::scalar, MEASURED_CALLS);
      return vector <= bound && vector <= NANOS_PER_CALL + scalar * 3 / 2;
    }

    private void settle(boolean fast) {
      var agrees = rehearsal.agrees();
      if (!agrees) {
        LOG.log(
            Level.WARNING,
            "vector code gave other bits than scalar code on this machine; scalar code is used");
      }
      readiness.settle(fast && agrees ? Readiness.State.READY : Readiness.State.REFUSED);
      SETTLED.incrementAndGet();
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

  /** Starts the thread when it is first needed. */
  private static final class Starter {
    /** Only that thread's. */
    static final ArrayList<Pending> PENDING = new ArrayList<>();

    private static final Thread THREAD =
        Thread.ofPlatform().daemon().name("backprop-warm-up").start(Starter::serve);

    static void start() {
      if (!THREAD.isAlive()) {
        throw new IllegalStateException("the warm-up thread has ended");
      }
    }

    /** HotSpot compiles one piece while the next is called. */
    private static void serve() {
      try {
        while (true) {
          var next =
              PENDING.isEmpty() ? WAITING.take() : WAITING.poll(PAUSE, TimeUnit.MILLISECONDS);
          if (next != null) {
            next.run();
          }
          PENDING.removeIf(Pending::settle);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
