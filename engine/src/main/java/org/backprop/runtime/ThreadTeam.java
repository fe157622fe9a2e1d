package org.backprop.runtime;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads that work together with the calling thread. They spin for the next work
 * before they sleep: waking up takes longer than a small training step.
 */
final class ThreadTeam {
  /** The work of each thread, which must not throw. {@link #barrier()} is a barrier within it. */
  interface Work {
    void run(int member);
  }

  private static final ConcurrentHashMap<Integer, ThreadTeam> TEAMS = new ConcurrentHashMap<>();
  private static final int SPINS_BEFORE_SLEEP = 20_000;
  private static final int SPINS_BEFORE_YIELD = 1_000;

  private final int size;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicInteger calls = new AtomicInteger();
  private final Thread[] sleepers;
  private volatile int phase;
  private volatile @Nullable Work work;

  private ThreadTeam(int size) {
    this.size = size;
    this.sleepers = new Thread[size - 1];
    for (var i = 0; i < sleepers.length; i++) {
      var member = i + 1;
      sleepers[i] =
          Thread.ofPlatform().daemon().name("backprop-" + member).unstarted(() -> serve(member));
    }
    for (var sleeper : sleepers) {
      sleeper.start();
    }
  }

  /** The team of that many threads, including the caller; one for the whole process. */
  static ThreadTeam of(int size) {
    return TEAMS.computeIfAbsent(size, ThreadTeam::new);
  }

  /**
   * Runs the work on all threads, and returns when all have finished.
   *
   * @return false, with nothing done, if another caller uses the team
   */
  boolean run(Work next) {
    if (!busy.compareAndSet(false, true)) {
      return false;
    }
    try {
      work = next;
      calls.incrementAndGet();
      for (var sleeper : sleepers) {
        LockSupport.unpark(sleeper);
      }
      next.run(0);
      barrier();
      return true;
    } finally {
      busy.set(false);
    }
  }

  private void serve(int member) {
    var served = 0;
    while (true) {
      for (var spins = 0; calls.get() == served; spins++) {
        if (spins < SPINS_BEFORE_SLEEP) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
      served++;
      var next = work;
      if (next != null) {
        next.run(member);
      }
      barrier();
    }
  }

  /** A barrier: waits until every thread has reached it. */
  @SuppressWarnings("ThreadPriorityCheck") // only where there are more runnable threads than cores
  void barrier() {
    var current = phase;
    if (arrived.incrementAndGet() == size) {
      arrived.set(0);
      phase = current + 1;
      return;
    }
    for (var spins = 0; phase == current; spins++) {
      if (spins < SPINS_BEFORE_YIELD) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }
}
