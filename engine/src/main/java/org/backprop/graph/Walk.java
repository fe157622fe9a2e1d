package org.backprop.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Orders in which to visit a graph; none of them recurses. */
public final class Walk {
  private Walk() {}

  /** Every node that the roots need, each once, inputs before the nodes that read them. */
  public static List<Node> inputsFirst(List<Node> roots) {
    var order = new ArrayList<Node>();
    var entered = Collections.newSetFromMap(new IdentityHashMap<Node, Boolean>());
    var left = Collections.newSetFromMap(new IdentityHashMap<Node, Boolean>());
    var stack = new ArrayDeque<>(roots);
    while (!stack.isEmpty()) {
      var node = stack.peek();
      if (entered.add(node)) {
        node.inputs().reversed().stream().filter(i -> !entered.contains(i)).forEach(stack::push);
      } else {
        stack.pop();
        if (left.add(node)) {
          order.add(node);
        }
      }
    }
    return order;
  }

  /** The sources of one kind that the roots need, in the order of the walk. */
  public static <S extends Op.Source> List<Node> sources(Class<S> kind, List<Node> roots) {
    return inputsFirst(roots).stream().filter(node -> kind.isInstance(node.op())).toList();
  }

  /** The nodes among the roots' ancestors, and the roots, that depend on one of {@code sources}. */
  public static Set<Node> dependents(List<Node> roots, List<Node> sources) {
    var dependents = new LinkedHashSet<>(sources);
    for (var node : inputsFirst(roots)) {
      if (node.inputs().stream().anyMatch(dependents::contains)) {
        dependents.add(node);
      }
    }
    return dependents;
  }

  /**
   * The roots rebuilt, inputs first: {@code rule} gets each node with its inputs already rebuilt
   * and returns what stands in its place. Nodes that nothing changed are kept as they are.
   */
  public static List<Node> rebuild(List<Node> roots, Function<Node, Node> rule) {
    var done = new IdentityHashMap<Node, Node>();
    for (var node : inputsFirst(roots)) {
      var inputs = node.inputs().stream().map(input -> found(done, input)).toList();
      done.put(node, rule.apply(inputs.equals(node.inputs()) ? node : with(node, inputs)));
    }
    return roots.stream().map(root -> found(done, root)).toList();
  }

  private static Node found(IdentityHashMap<Node, Node> done, Node node) {
    return Objects.requireNonNull(done.get(node));
  }

  private static Node with(Node node, List<Node> inputs) {
    var rebuilt = Node.of(node.op(), inputs);
    return node.label().map(rebuilt::named).orElse(rebuilt);
  }
}
