package org.backprop.plan;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.backprop.graph.Gather;
import org.backprop.graph.Input;
import org.backprop.graph.Node;

/** Inputs of which only some rows are read: they stay in the caller's arrays. */
final class LookupTables {
  private LookupTables() {}

  /**
   * @param roots what the program returns or stores
   */
  static Set<Node> of(List<Node> order, Collection<Node> roots) {
    var tables = new HashSet<Node>();
    var others = new HashSet<>(roots);
    for (var node : order) {
      for (var i = 0; i < node.inputs().size(); i++) {
        (i == 0 && isLookup(node) ? tables : others).add(node.input(i));
      }
    }
    tables.removeAll(others);
    return tables;
  }

  /** Whether a node copies rows of a matrix that the caller gives. */
  static boolean isLookup(Node node) {
    return node.op() instanceof Gather
        && node.input(0).op() instanceof Input
        && node.input(0).shape().rank() == 2
        && node.input(1).shape().rank() == 1;
  }
}
