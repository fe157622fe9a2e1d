package org.backprop.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.backprop.bench.Results.Row;

/**
 * How long a line of the cache takes from one core to another and back. On a virtual machine that
 * changes from one second to the next, when the host moves its cores together or apart, and with it
 * changes the speed of whatever runs on several threads.
 */
final class RoundTrip {
  private static final int TRIPS = 20_000;
  private static final int RUNS = 5;

  private final List<Double> nanoseconds = new ArrayList<>();

  /** Measures once more; not where there is one core alone. */
  void measure() throws InterruptedException {
    if (Runtime.getRuntime().availableProcessors() == 1) {
      return;
    }
    var best = Double.MAX_VALUE;
    for (var run = 0; run < RUNS; run++) {
      best = Math.min(best, (double) run() / TRIPS);
    }
    nanoseconds.add(best);
  }

  private static long run() throws InterruptedException {
    var line = new AtomicInteger();
    var other =
        Thread.ofPlatform()
            .start(() -> {
              for (var i = 1; i < 2 * TRIPS; i += 2) {
                await(line, i);
                line.set(i + 1);
              }
            });
    var start = System.nanoTime();
    for (var i = 0; i < 2 * TRIPS; i += 2) {
      await(line, i);
      line.set(i + 1);
    }
    var time = System.nanoTime() - start;
    other.join();
    return time;
  }

  private static void await(AtomicInteger line, int value) {
    while (line.get() != value) {
      Thread.onSpinWait();
    }
  }

  /** What was measured so far. */
  List<Row> rows() {
    var sorted = nanoseconds.stream().sorted().toList();
    return sorted.isEmpty()
        ? List.of()
        : List.of(
            new Row(
                "between two cores",
                "the machine",
                "",
                "round-trip",
                "ns",
                Sample.median(sorted),
                sorted.getFirst(),
                sorted.getLast(),
                sorted.size()));
  }
}
