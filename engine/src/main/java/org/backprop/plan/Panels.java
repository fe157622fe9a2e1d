package org.backprop.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.backprop.graph.Broadcast;
import org.backprop.graph.Constant;
import org.backprop.graph.Contract;
import org.backprop.graph.Node;
import org.backprop.graph.Variable;

/**
 * Which matrices are stored in panels: weights, and where a program trains them, all that is
 * computed for them element by element, such as Adam's means, and their gradients.
 *
 * <p>A product reads a panel of its right operand from the first to the last element, and a thread
 * has its own columns of the weights in the forward pass, in the gradient and in the update: no
 * line of the cache goes from one core to another.
 */
final class Panels {
  /** Products of more terms are better shared by threads as partial sums, which panels exclude. */
  private final int mostTerms;

  private final int leastColumns;

  private final Map<Node, Node> updates;
  private final Map<Node, List<Node>> readers = new HashMap<>();

  private Panels(List<Node> order, Map<Node, Node> updates, TargetMachine machine) {
    this.mostTerms = machine.matmuls().summedBlocks() * Contract.BLOCK;
    this.leastColumns = 2 * machine.matmuls().panel();
    this.updates = updates;
    for (var node : order) {
      node.inputs().forEach(x -> readers.computeIfAbsent(x, _ -> new ArrayList<>()).add(node));
    }
  }

  /** The matrices among the nodes of a program. */
  static Set<Node> of(List<Node> order, Map<Node, Node> updates, TargetMachine machine) {
    var panels = new Panels(order, updates, machine);
    var found = new HashSet<Node>();
    for (var node : order) {
      if (node.op() instanceof Variable && panels.isWide(node) && !found.contains(node)) {
        found.addAll(panels.family(node));
      }
    }
    return found;
  }

  private boolean isWide(Node node) {
    return node.dtype().isFloat()
        && node.shape().rank() == 2
        && node.shape().dim(1) >= leastColumns;
  }

  /** All that must lie as the variable does; empty if some of it cannot. */
  private Set<Node> family(Node variable) {
    var family = new LinkedHashSet<Node>();
    var open = new ArrayDeque<>(List.of(variable));
    while (!open.isEmpty()) {
      var node = open.remove();
      if (family.add(node)) {
        if (!canLie(node)) {
          return Set.of();
        }
        relatives(node).stream().filter(x -> x.shape().equals(variable.shape())).forEach(open::add);
      }
    }
    return family;
  }

  private boolean canLie(Node node) {
    return (node.op() instanceof Variable || Fusion.isElementwise(node) || isGradient(node))
        && readers(node).stream()
            .allMatch(reader -> Fusion.isElementwise(reader) || isRightOperand(node, reader));
  }

  private boolean isTrained(Node node) {
    return node.op() instanceof Variable && updates.containsKey(node);
  }

  private List<Node> readers(Node node) {
    return readers.getOrDefault(node, List.of());
  }

  private List<Node> relatives(Node node) {
    var all = new ArrayList<Node>();
    if (isTrained(node)) {
      all.add(updates.get(node));
    }
    updates.forEach((variable, next) -> {
      if (next == node) {
        all.add(variable);
      }
    });
    if (Fusion.isElementwise(node)) {
      node.inputs().stream().filter(x -> !isOneNumber(x)).forEach(all::add);
    }
    readers(node).stream().filter(Fusion::isElementwise).forEach(all::add);
    return all;
  }

  private static boolean isOneNumber(Node node) {
    return node.shape().size() == 1
        || (node.op() instanceof Broadcast && node.input(0).shape().size() == 1)
        || (node.op() instanceof Constant constant && constant.value().size() == 1);
  }

  /** A product whose rows are axes of its left operand and whose columns of its right one. */
  private boolean isGradient(Node node) {
    return node.op() instanceof Contract contract
        && isPlain(contract)
        && contract.left().indexOf(contract.out().charAt(0)) >= 0
        && terms(contract, node) < mostTerms;
  }

  private static int terms(Contract contract, Node node) {
    var axis = 1 - contract.left().indexOf(contract.out().charAt(0));
    return node.input(0).shape().dim(axis);
  }

  private static boolean isRightOperand(Node node, Node reader) {
    return reader.op() instanceof Contract contract
        && isPlain(contract)
        && reader.input(1) == node
        && reader.input(0) != node
        && contract.right().indexOf(contract.out().charAt(1)) >= 0;
  }

  /** Whether it is a product of two matrices, in any orientation. */
  static boolean isPlain(Contract contract) {
    return contract.left().length() == 2
        && contract.right().length() == 2
        && contract.out().length() == 2
        && contract
            .out()
            .chars()
            .allMatch(letter ->
                contract.left().indexOf(letter) < 0 || contract.right().indexOf(letter) < 0);
  }
}
