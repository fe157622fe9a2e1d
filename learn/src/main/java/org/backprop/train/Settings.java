package org.backprop.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of a training. An empty one stands for the usual value, which the data and the other
 * settings decide.
 *
 * @param network the model between the features and the target
 * @param learning the steps that lower the loss
 * @param stopping the number of epochs, and the rows that choose among them
 * @param execution the precision, the seed and the way steps are computed
 */
public record Settings(Network network, Learning learning, Stopping stopping, Execution execution) {

  /** The settings of a training to which nothing was stated. */
  public static Settings usual() {
    return new Settings(Network.usual(), Learning.usual(), Stopping.usual(), Execution.usual());
  }

  public Settings with(Network other) {
    return new Settings(other, learning, stopping, execution);
  }

  Settings withHidden(Integer... widths) {
    return with(network.withHidden(List.of(widths)));
  }

  public Settings with(Learning other) {
    return new Settings(network, other, stopping, execution);
  }

  public Settings with(Stopping other) {
    return new Settings(network, learning, other, execution);
  }

  public Settings with(Execution other) {
    return new Settings(network, learning, stopping, other);
  }

  /**
   * Each setting that has a value, by group and name, both in snake_case: texts, numbers, flags and
   * lists of numbers.
   */
  public Map<String, Map<String, Object>> toMap() {
    var groups = new LinkedHashMap<String, Map<String, Object>>();
    groups.put("network", network.toMap());
    groups.put("learning", learning.toMap());
    groups.put("stopping", stopping.toMap());
    groups.put("execution", execution.toMap());
    return groups;
  }

  /** Refuses a number that is not finite or not positive. */
  static void requirePositive(String what, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(what + " must be above 0, not " + value);
    }
  }
}
