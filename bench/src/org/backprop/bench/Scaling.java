package org.backprop.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How the cost of a training step grows with rows, width, depth and threads. */
final class Scaling {
  private Scaling() {}

  static List<Trial> trials(Setting setting) throws IOException {
    var trials = new ArrayList<Trial>();
    var contenders = new ArrayList<Contender>();
    var ours = setting.contenders().ours(BackpropContender.class.getName());
    contenders.add(ours);
    setting.contenders().python("jax jit", "with_jax.py").ifPresent(contenders::add);
    for (var workload : workloads(setting.quick())) {
      if (setting.isWanted(workload.name())) {
        workload.write(setting.data());
        for (var contender : contenders) {
          trials.add(trial(setting, workload, contender, workload.name()));
        }
      }
    }
    var network = Workload.of("784-128-10", 512, false, 784, 128, 10);
    for (var threads : threads()) {
      var name = threads + " of the machine's threads, " + network.name();
      if (setting.isWanted(name)) {
        network.write(setting.data());
        trials.add(trial(setting, network, ours.withOption("-Dbench.threads=" + threads), name));
      }
    }
    return trials;
  }

  private static List<Workload> workloads(boolean quick) {
    var all = new ArrayList<Workload>();
    for (var rows :
        quick
            ? new int[] {1_000, 100_000}
            : new int[] {1_000, 10_000, 100_000, 1_000_000, 10_000_000}) {
      all.add(Workload.of("rows: 10-2", rows, false, 10, 2));
    }
    for (var width : quick ? new int[] {64, 512} : new int[] {64, 256, 1024, 2048, 4096}) {
      all.add(Workload.of("width: %d-%d-10".formatted(width, width), 64, false, width, width, 10));
    }
    for (var depth : quick ? new int[] {1, 10} : new int[] {1, 3, 10, 30, 100}) {
      all.add(
          Workload.of(
              "depth: %d of 64".formatted(depth), 32, false, Workloads.deep(depth, 64, 10)));
    }
    return all;
  }

  /** 1, 2, 4, ... and all. */
  private static int[] threads() {
    var all = Runtime.getRuntime().availableProcessors();
    return IntStream.concat(IntStream.iterate(1, n -> n < all, n -> 2 * n), IntStream.of(all))
        .toArray();
  }

  private static Trial trial(Setting setting, Workload workload, Contender contender, String name) {
    return new Trial(
        name,
        contender,
        contender.with(workload.name(), setting.data(), setting.seconds()),
        outcome ->
            outcome.report().stream()
                .map(report -> Sample.of(name, "scaling", "us", report.get("train-step")))
                .toList());
  }
}
