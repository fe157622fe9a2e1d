package org.backprop.runtime;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls vector code until HotSpot has compiled it, while the program runs scalar code: before that,
 * each vector operation allocates. The code is used only if it then gives the bits of the scalar
 * code. After one difference no vector code is used any more, because the machine or HotSpot may be
 * wrong elsewhere too.
 */
final class WarmUp {
  private static final System.Logger LOG = System.getLogger("org.backprop");
  private static final WarmUp PROCESS = new WarmUp();
  private static final long PAUSE = 1;

  /** By generated code, as long as a program or the generator's cache has it. */
  private final Map<Object, Tier> known = Collections.synchronizedMap(new WeakHashMap<>());

  private final LinkedBlockingDeque<Runnable> waiting = new LinkedBlockingDeque<>();
  private final AtomicInteger settled = new AtomicInteger();
  private volatile boolean trusted = true;
  private @Nullable Thread thread;

  /** Used by the warm-up thread only. */
  private final List<WarmUpTrial> trials = new ArrayList<>();

  /** The warm-up that all programs of this process share. */
  static WarmUp ofProcess() {
    return PROCESS;
  }

  /** Generates code on the warm-up thread, after the requests that are queued. */
  void prepare(Runnable generation) {
    start();
    waiting.add(() -> {
      generation.run();
      settled.incrementAndGet();
    });
  }

  /** Requests the warm-up of code; requests of equal code share one. */
  Tier request(Object code, Supplier<WarmUpCase> warmUpCase) {
    return known.computeIfAbsent(code, _ -> start(warmUpCase));
  }

  /** Requests the warm-up of code that only one program uses. */
  Tier start(Supplier<WarmUpCase> warmUpCase) {
    start();
    var tier = new Tier(this);
    waiting.addFirst(() -> trials.add(new WarmUpTrial(warmUpCase.get(), tier)));
    return tier;
  }

  /** The number of decided trials; a program selects its code again when it has changed. */
  int settled() {
    return settled.get();
  }

  /** Whether all vector code so far gave the bits of the scalar code. */
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

  /** Calls the trials in turn; HotSpot compiles one while the next is called. */
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
