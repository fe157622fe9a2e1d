package org.backprop.runtime;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Brings vector code to where HotSpot has compiled it, beside the program that meanwhile runs on
 * scalar code: before that, each vector operation allocates. The code is called on a few numbers
 * until it is fast, and only used if it then gives the bits that the scalar code gives.
 */
final class WarmUp {
  private static final System.Logger LOG = System.getLogger("org.backprop");
  private static final Map<Object, Readiness> KNOWN = new ConcurrentHashMap<>();
  private static final BlockingQueue<Supplier<Pending>> WAITING = new LinkedBlockingQueue<>();
  private static final AtomicInteger SETTLED = new AtomicInteger();

  /** Calls after which HotSpot compiles in any case. */
  private static final int CALLS = 6000;

  /** Calls between two looks, so that HotSpot goes on counting. */
  private static final int MORE_CALLS = 300;

  private static final int MEASURED_CALLS = 20;
  private static final long LONGEST_WAIT = 20_000_000_000L;
  private static final long PAUSE = 1;

  private WarmUp() {}

  /** Asks for code to be made ready; the code itself names it. */
  static Readiness request(Object code, Supplier<Rehearsal> rehearsal) {
    return KNOWN.computeIfAbsent(code, _ -> start(rehearsal));
  }

  /** Makes code ready that nobody else asks for. */
  static Readiness start(Supplier<Rehearsal> rehearsal) {
    Starter.start();
    var readiness = new Readiness();
    WAITING.add(() -> Pending.of(rehearsal, readiness));
    return readiness;
  }

  /** How many pieces of code have been settled; programs look again when it has changed. */
  static int settled() {
    return SETTLED.get();
  }

  private static boolean isFast(Rehearsal rehearsal) {
    for (var i = 0; i < MORE_CALLS; i++) {
      rehearsal.vector();
    }
    return 2 * time(rehearsal::vector) <= 3 * time(rehearsal::scalar);
  }

  /** A piece of code that is on its way. */
  private record Pending(Rehearsal rehearsal, Readiness readiness, long deadline) {
    static Pending of(Supplier<Rehearsal> made, Readiness readiness) {
      var rehearsal = made.get();
      for (var i = 0; i < CALLS; i++) {
        rehearsal.vector();
        if (i % 10 == 0) {
          rehearsal.scalar();
        }
      }
      return new Pending(rehearsal, readiness, System.nanoTime() + LONGEST_WAIT);
    }

    /** Decides if it can be decided, and says whether it was. */
    boolean settle() {
      var fast = isFast(rehearsal);
      if (!fast && System.nanoTime() < deadline) {
        return false;
      }
      var agrees = rehearsal.agrees();
      if (!agrees) {
        LOG.log(
            Level.WARNING,
            "vector code gave other bits than scalar code on this machine; scalar code is used");
      }
      readiness.settle(fast && agrees ? Readiness.State.READY : Readiness.State.REFUSED);
      SETTLED.incrementAndGet();
      return true;
    }
  }

  /** The shortest time of a few calls, in nanoseconds. */
  private static long time(Runnable work) {
    var best = Long.MAX_VALUE;
    for (var i = 0; i < MEASURED_CALLS; i++) {
      var start = System.nanoTime();
      work.run();
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }

  /** Starts the thread when it is first needed. */
  private static final class Starter {
    private static final Thread THREAD =
        Thread.ofPlatform().daemon().name("backprop-warm-up").start(Starter::serve);

    static void start() {
      if (!THREAD.isAlive()) {
        throw new IllegalStateException("the warm-up thread has ended");
      }
    }

    /** HotSpot compiles one piece while the next is called. */
    private static void serve() {
      var pending = new ArrayList<Pending>();
      try {
        while (true) {
          if (pending.isEmpty()) {
            pending.add(WAITING.take().get());
          }
          for (var next = WAITING.poll(); next != null; next = WAITING.poll()) {
            pending.add(next.get());
            pending.removeIf(Pending::settle);
          }
          pending.removeIf(Pending::settle);
          Thread.sleep(PAUSE);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
