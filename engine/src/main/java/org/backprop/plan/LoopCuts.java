package org.backprop.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.backprop.graph.Node;

/**
 * Cuts nodes that are too many for one loop into several loops, each where the fewest values must
 * be stored for the loops after it. What is near a cut decides it, so that the repeated parts of a
 * graph, such as the steps of a recurrent network, become loops of equal code.
 */
final class LoopCuts {
  private LoopCuts() {}

  /**
   * The nodes of each loop.
   *
   * @param nodes inputs first
   * @param most the most nodes of one loop; each but the last has at least half as many
   */
  static List<List<Node>> of(List<Node> nodes, int most) {
    var crossing = crossing(nodes);
    var loops = new ArrayList<List<Node>>();
    var start = 0;
    while (nodes.size() - start > most) {
      var end = start + most;
      for (var at = end - 1; at >= start + most / 2; at--) {
        end = crossing[at] < crossing[end] ? at : end;
      }
      loops.add(nodes.subList(start, end));
      start = end;
    }
    loops.add(nodes.subList(start, nodes.size()));
    return loops;
  }

  /** For each place between nodes, the number of values that are made before it and read after. */
  private static int[] crossing(List<Node> nodes) {
    Map<Node, Integer> lastReader = new HashMap<>();
    for (var i = 0; i < nodes.size(); i++) {
      var at = i;
      nodes.get(i).inputs().forEach(input -> lastReader.put(input, at));
    }
    var crossing = new int[nodes.size() + 1];
    for (var i = 0; i < nodes.size(); i++) {
      var last = lastReader.getOrDefault(nodes.get(i), i);
      crossing[i + 1]++;
      crossing[last + 1]--;
    }
    for (var place = 1; place < crossing.length; place++) {
      crossing[place] += crossing[place - 1];
    }
    return crossing;
  }
}
