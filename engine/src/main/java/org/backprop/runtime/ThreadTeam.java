package org.backprop.runtime;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A few threads that work on one thing together with the thread that asks them. They wait briefly
 * for the next piece of work before they go to sleep: waking up takes longer than a small step.
 */
final class ThreadTeam {
  /** What each member does, without throwing; they meet at {@link #meet()}. */
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
  private volatile int barriers;
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

  /** The team of that many members, the caller among them; one for the whole process. */
  static ThreadTeam of(int size) {
    return TEAMS.computeIfAbsent(size, ThreadTeam::new);
  }

  /**
   * Lets all members do the work, and returns when they have.
   *
   * @return false, with nothing done, if the team is at work for somebody else
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
      meet();
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
      meet();
    }
  }

  /** Waits until every member is here. */
  @SuppressWarnings("ThreadPriorityCheck") // only where more threads want to run than can
  void meet() {
    var barrier = barriers;
    if (arrived.incrementAndGet() == size) {
      arrived.set(0);
      barriers = barrier + 1;
      return;
    }
    for (var spins = 0; barriers == barrier; spins++) {
      if (spins < SPINS_BEFORE_YIELD) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }
}
