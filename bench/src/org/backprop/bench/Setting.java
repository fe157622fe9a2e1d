package org.backprop.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * What was asked for.
 *
 * @param seconds to warm up for; half as many to measure for
 * @param workloads texts of which one must be in a workload's name; empty for all workloads
 * @param mnist the folder of the images
 */
record Setting(
    Path bench,
    boolean quick,
    double seconds,
    List<String> workloads,
    Path mnist,
    Contenders contenders) {

  boolean isWanted(String workload) {
    return workloads.isEmpty() || workloads.stream().anyMatch(workload::contains);
  }

  Path target() {
    return bench.resolve("target");
  }

  Path data() {
    return target().resolve("data");
  }

  /** The project's root. */
  Path home() {
    return bench.getParent();
  }
}
