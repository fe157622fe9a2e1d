package org.backprop.rewrite;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.backprop.graph.Add;
import org.backprop.graph.And;
import org.backprop.graph.Equal;
import org.backprop.graph.Input;
import org.backprop.graph.Maximum;
import org.backprop.graph.Minimum;
import org.backprop.graph.Mul;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Or;
import org.backprop.graph.Variable;
import org.backprop.graph.Walk;
import org.backprop.graph.Xor;
import org.jspecify.annotations.Nullable;

/**
 * One rewriting of a graph: inputs first, each node is merged with an equal earlier one, then
 * replaced by the result of the first rule that applies, until none does.
 *
 * <p>A node is finished when its inputs are, and either no rule applies to it or its replacement is
 * finished. Nodes that wait for others are kept on a stack, so the graph may have any depth.
 */
public final class Rewriting {
  static final Set<Class<? extends Op>> COMMUTATIVE =
      Set.of(
          Add.class,
          Mul.class,
          Maximum.class,
          Minimum.class,
          Equal.class,
          And.class,
          Or.class,
          Xor.class);

  private record NodeKey(Op op, List<Node> inputs) {}

  private final List<Rule> rules;
  private final Map<NodeKey, Node> known = new HashMap<>();
  private final Map<Node, Node> standIns = new HashMap<>();
  private final Map<Node, Node> finished = new HashMap<>();
  private final Map<Node, String> labels = new HashMap<>();

  public Rewriting(List<Rule> rules) {
    this.rules = rules;
  }

  public List<Node> of(List<Node> roots) {
    Walk.inputsFirst(roots).stream().filter(Rewriting::isOriginal).forEach(this::shared);
    roots.forEach(this::finish);
    return labelled(roots.stream().map(this::result).toList());
  }

  /** A source under its own name: the node that callers know it by, before any renamed copy. */
  private static boolean isOriginal(Node node) {
    return switch (node.op()) {
      case Input input -> node.label().filter(input.label()::equals).isPresent();
      case Variable variable -> node.label().filter(variable.label()::equals).isPresent();
      default -> false;
    };
  }

  private void finish(Node root) {
    var stack = new ArrayDeque<Node>();
    stack.push(root);
    while (!stack.isEmpty()) {
      var first = awaited(stack.getFirst());
      if (first == null) {
        stack.pop();
      } else {
        stack.push(first);
      }
    }
  }

  /** The node that must be finished before this one; null if this one is finished now. */
  private @Nullable Node awaited(Node node) {
    if (finished.containsKey(node)) {
      return null;
    }
    var standIn = standIns.get(node);
    if (standIn == null) {
      for (var input : node.inputs()) {
        if (!finished.containsKey(input)) {
          return input;
        }
      }
      standIn = standIn(node);
      standIns.put(node, standIn);
    }
    if (standIn != node && !finished.containsKey(standIn)) {
      if (!standIns.containsKey(standIn)) {
        return standIn;
      }
      standIn = node; // The rules went round in a circle: any node of it will do.
    }
    finished.put(node, standIn == node ? node : named(node.label().orElse(null), result(standIn)));
    return null;
  }

  /** An equal earlier node, else the result of a rule, else the node itself. */
  private Node standIn(Node node) {
    var shared = shared(node);
    if (shared != node) {
      return shared;
    }
    for (var rule : rules) {
      var replacement = rule.apply(node);
      if (replacement != null) {
        return finished.containsKey(replacement)
            ? requireSameType(node, replacement)
            : labelledLike(node, requireSameType(node, replacement));
      }
    }
    return node;
  }

  /** A new node takes the label at once, so that rules see it. */
  private static Node labelledLike(Node node, Node replacement) {
    var free = replacement.label().isEmpty() && !isSource(replacement);
    return free ? node.label().map(replacement::named).orElse(replacement) : replacement;
  }

  private static boolean isSource(Node node) {
    return node.op() instanceof Input || node.op() instanceof Variable;
  }

  private static Node requireSameType(Node node, Node replacement) {
    if (!replacement.type().equals(node.type())) {
      throw new IllegalStateException("a rule turned " + node + " into " + replacement);
    }
    return replacement;
  }

  /** The one node that stands for this operation on these inputs. */
  private Node shared(Node node) {
    var inputs = node.inputs().stream().map(this::result).toList();
    var same = known.get(new NodeKey(node.op(), inputs));
    if (same == null && COMMUTATIVE.contains(node.op().getClass())) {
      var turned = known.get(new NodeKey(node.op(), inputs.reversed()));
      same = turned != null && finished.containsKey(turned) ? turned : null;
    }
    if (same == null) {
      same = inputs.equals(node.inputs()) ? node : rebuilt(node, inputs);
      known.put(new NodeKey(node.op(), inputs), same);
    }
    return same;
  }

  private static Node rebuilt(Node node, List<Node> inputs) {
    var rebuilt = Node.of(node.op(), inputs);
    return node.label().map(rebuilt::named).orElse(rebuilt);
  }

  private Node result(Node node) {
    return Objects.requireNonNull(finished.get(node));
  }

  /** Notes that a node that has no label of its own is to get this one. */
  private Node named(@Nullable String label, Node node) {
    if (label != null && node.label().isEmpty() && !isSource(node)) {
      labels.putIfAbsent(node, label);
    }
    return node;
  }

  /** The roots with the labels that were handed on. */
  private List<Node> labelled(List<Node> roots) {
    if (labels.isEmpty()) {
      return roots;
    }
    Map<Node, Node> done = new HashMap<>();
    for (var node : Walk.inputsFirst(roots)) {
      var inputs =
          node.inputs().stream().map(input -> Objects.requireNonNull(done.get(input))).toList();
      var now = inputs.equals(node.inputs()) ? node : rebuilt(node, inputs);
      var label = labels.get(node);
      done.put(node, label == null ? now : now.named(label));
    }
    return roots.stream().map(root -> Objects.requireNonNull(done.get(root))).toList();
  }
}
