package org.backprop.runtime;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings vector code to where HotSpot has compiled it, beside the program that meanwhile runs on
 * scalar code: before that, each vector operation allocates. The code is only used if it then gives
 * the bits that the scalar code gives. Where a piece gives others, none is used any more: who knows
 * what else the machine, or HotSpot, gets wrong.
 */
final class WarmUp {
  private static final System.Logger LOG = System.getLogger("org.backprop");
  private static final WarmUp PROCESS = new WarmUp();
  private static final long PAUSE = 1;

  private final Map<Object, Tier> known = new ConcurrentHashMap<>();
  private final LinkedBlockingDeque<Runnable> waiting = new LinkedBlockingDeque<>();
  private final AtomicInteger settled = new AtomicInteger();
  private volatile boolean trusted = true;
  private @Nullable Thread thread;

  /** Only that thread's. */
  private final List<WarmUpTrial> trials = new ArrayList<>();

  /** That of all programs of this process. */
  static WarmUp ofProcess() {
    return PROCESS;
  }

  /** Generates code on the warm-up thread, after what is waiting there. */
  void prepare(Runnable generation) {
    start();
    waiting.add(() -> {
      generation.run();
      settled.incrementAndGet();
    });
  }

  /** Asks for code to be made ready; the code itself names it. */
  Tier request(Object code, Supplier<WarmUpCase> warmUpCase) {
    return known.computeIfAbsent(code, _ -> start(warmUpCase));
  }

  /** Makes code ready that nobody else asks for. */
  Tier start(Supplier<WarmUpCase> warmUpCase) {
    start();
    var tier = new Tier(this);
    waiting.addFirst(() -> trials.add(new WarmUpTrial(warmUpCase.get(), tier)));
    return tier;
  }

  /** How many pieces of code have been settled; programs look again when it has changed. */
  int settled() {
    return settled.get();
  }

  /** Whether no piece of vector code has given other bits than scalar code. */
  boolean isTrusted() {
    return trusted;
  }

  /** Starts the thread when it is first needed. */
  private synchronized void start() {
    if (thread == null) {
      thread = Thread.ofPlatform().daemon().name("backprop-warm-up").start(this::serve);
    }
    if (!thread.isAlive()) {
      throw new IllegalStateException("the warm-up thread has ended");
    }
  }

  /** HotSpot compiles one piece while the next is called. */
  private void serve() {
    try {
      while (true) {
        var next = trials.isEmpty() ? waiting.take() : waiting.poll(PAUSE, TimeUnit.MILLISECONDS);
        if (next != null) {
          next.run();
        }
        trials.removeIf(this::isSettled);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isSettled(WarmUpTrial trial) {
    if (!trial.isDecided()) {
      return false;
    }
    if (trusted && trial.isWrong()) {
      LOG.log(
          Level.WARNING,
          "vector code gave other bits than scalar code on this machine; from here on this process"
              + " uses scalar code");
      trusted = false;
    }
    trial.settle();
    settled.incrementAndGet();
    return true;
  }
}
