package org.backprop.bench;

import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What one process measured of one thing: the median and the extremes of its runs. */
record Sample(
    String workload, String metric, String unit, double median, double least, double most) {

  /** A thing that a process measures once. */
  static Sample of(String workload, String metric, String unit, double value) {
    return new Sample(workload, metric, unit, value, value, value);
  }

  /** The runs that a contender reports. */
  static Sample of(String workload, String metric, String unit, JsonNode runs) {
    var values = StreamSupport.stream(runs.spliterator(), false).map(JsonNode::asDouble).toList();
    var sorted = values.stream().sorted().toList();
    return new Sample(workload, metric, unit, median(sorted), sorted.getFirst(), sorted.getLast());
  }

  /** The middle of ascending values. */
  static double median(List<Double> sorted) {
    var middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
