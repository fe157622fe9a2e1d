package org.backprop.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Times something that is done over and over: first for some seconds to warm up, then for half as
 * long in timed runs.
 */
public final class Stopwatch {
  /** A timed run takes about as long as this, so that the clock's own time does not matter. */
  private static final double RUN_SECONDS = 0.02;

  /** No run has more steps: after that many a network has learnt its only batch by heart. */
  private static final int MOST_STEPS = 500;

  private final double seconds;

  public Stopwatch(double seconds) {
    this.seconds = seconds;
  }

  /**
   * The microseconds of a step in each timed run.
   *
   * @param reset goes before each run and is not timed
   * @param steps does so many steps
   */
  public List<Double> microseconds(Runnable reset, IntConsumer steps) {
    var count = 1;
    for (var end = after(seconds); System.nanoTime() < end; ) {
      var time = run(count, reset, steps);
      if (time < RUN_SECONDS) {
        count = Math.min(MOST_STEPS, 2 * count);
      }
    }
    var times = new ArrayList<Double>();
    for (var end = after(seconds / 2); times.isEmpty() || System.nanoTime() < end; ) {
      times.add(1e6 * run(count, reset, steps) / count);
    }
    return times;
  }

  private static long after(double seconds) {
    return System.nanoTime() + (long) (1e9 * seconds);
  }

  private static double run(int count, Runnable reset, IntConsumer steps) {
    reset.run();
    var start = System.nanoTime();
    steps.accept(count);
    return (System.nanoTime() - start) / 1e9;
  }
}
