package org.backprop.app.studio;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Lets a training go on, wait, take some steps, or end, as the page says. */
final class PauseGate {
  private static final long LOOK_MILLIS = 100;

  private volatile boolean isPaused;
  private volatile boolean isStopped;
  private long allowedSteps;

  /** Whether the training waits between steps. */
  boolean isPaused() {
    return isPaused;
  }

  /**
   * Called by the thread that trains after each step: waits while the training is paused.
   *
   * @param isInterrupted whether a signal asks the training to end
   * @return whether the training is to end
   */
  boolean isStopping(BooleanSupplier isInterrupted) {
    if (isPaused) {
      await(isInterrupted);
    }
    return isStopped;
  }

  private synchronized void await(BooleanSupplier isInterrupted) {
    while (isPaused && !isStopped && allowedSteps == 0 && !isInterrupted.getAsBoolean()) {
      try {
        TimeUnit.MILLISECONDS.timedWait(this, LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        isStopped = true;
      }
    }
    allowedSteps = Math.max(0, allowedSteps - 1);
  }

  void pause() {
    isPaused = true;
  }

  /** Lets a training that is paused take some steps. */
  synchronized void allow(int steps) {
    allowedSteps += steps;
    notifyAll();
  }

  synchronized void resume() {
    isPaused = false;
    allowedSteps = 0;
    notifyAll();
  }

  synchronized void stop() {
    isStopped = true;
    notifyAll();
  }
}
