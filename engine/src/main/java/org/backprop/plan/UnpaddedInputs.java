package org.backprop.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.backprop.graph.Contract;
import org.backprop.graph.Input;
import org.backprop.graph.Node;

/**
 * Which matrices are stored without room after each row: large inputs that products read as their
 * left operand alone, one number at a time. Reading them takes as long as fetching them from memory
 * does, and the room would be fetched too.
 */
final class UnpaddedInputs {
  private UnpaddedInputs() {}

  /** The matrices among the nodes of a program. */
  static Set<Node> of(List<Node> order, TargetMachine machine) {
    Map<Node, Boolean> found = new HashMap<>();
    for (var node : order) {
      for (var i = 0; i < node.inputs().size(); i++) {
        var input = node.input(i);
        if (isLarge(input, machine)) {
          found.merge(input, i == 0 && readsNumbers(node), Boolean::logicalAnd);
        }
      }
    }
    var unpadded = new HashSet<Node>();
    found.forEach((node, yes) -> {
      if (yes) {
        unpadded.add(node);
      }
    });
    return unpadded;
  }

  private static boolean isLarge(Node node, TargetMachine machine) {
    return node.op() instanceof Input
        && node.dtype().isFloat()
        && node.shape().rank() == 2
        && (long) node.shape().size() * node.dtype().bytes() >= machine.caches().own();
  }

  /** Whether a product has several columns, all from its right operand. */
  private static boolean readsNumbers(Node node) {
    return node.op() instanceof Contract contract
        && Panels.isPlain(contract)
        && node.input(0) != node.input(1)
        && contract.left().indexOf(contract.out().charAt(0)) >= 0
        && node.shape().dim(1) > 1;
  }
}
