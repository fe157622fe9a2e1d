package org.backprop.plan;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.backprop.graph.Contract;
import org.backprop.graph.Node;

/**
 * Which values are stored in memory; all others stay in registers of the loop that computes them.
 *
 * @param stored what a group reads from memory, products, and what the program returns
 * @param shared those that another group reads than the one that computes them, or the caller
 */
record StoredValues(Set<Node> stored, Set<Node> shared) {
  /**
   * @param roots the values that the program returns, or stores in variables
   */
  static StoredValues of(List<Fusion.Group> groups, Fusion fusion, Collection<Node> roots) {
    var stored = new HashSet<>(roots);
    var shared = new HashSet<>(roots);
    for (var group : groups) {
      if (group.head().op() instanceof Contract) {
        stored.add(group.head());
      }
      for (var need : fusion.needs(group)) {
        stored.add(need);
        if (!group.has(need)) {
          shared.add(need);
        }
      }
    }
    return new StoredValues(stored, shared);
  }
}
