package org.backprop.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backprop.graph.Node;
import org.backprop.graph.Variable;
import org.backprop.graph.Walk;
import org.backprop.lower.CompilerRules;
import org.backprop.lower.Lowering;
import org.backprop.simplify.Simplify;
import org.backprop.tensor.ShapeException;

/**
 * The computation of one run: outputs, and the next value of each variable that changes. All reads
 * see the values from before the run.
 *
 * <p>If the value of a guard is not finite, no variable is written and the run fails with a {@link
 * NonFiniteException}, so that the values that caused it can be inspected.
 *
 * @param outputs the nodes whose values the run returns, in order
 * @param updates the next value of variables, of the variable's own type
 * @param guards nodes whose values must be finite, such as the loss
 */
public record Program(List<Node> outputs, Map<Node, Node> updates, List<Node> guards) {

  public Program {
    outputs = List.copyOf(outputs);
    updates = Collections.unmodifiableMap(new LinkedHashMap<>(updates));
    guards = List.copyOf(guards);
    updates.forEach(Program::requireFits);
  }

  /** A program without variables that change. */
  public static Program of(Node... outputs) {
    return new Program(List.of(outputs), Map.of(), List.of());
  }

  /** Everything that a run must compute: outputs, updates, guards. */
  public List<Node> roots() {
    var roots = new ArrayList<>(outputs);
    roots.addAll(updates.values());
    roots.addAll(guards);
    return roots;
  }

  /** The program with its nodes simplified. */
  public Program simplified() {
    return with(Simplify.of(roots()));
  }

  /**
   * The program lowered to the operations that code is generated for: the compiled program has the
   * bits that the reference interpreter gives for this one.
   */
  public Program lowered() {
    return with(Lowering.of(CompilerRules.of(roots())));
  }

  /** The program with some nodes replaced. */
  public Program replacing(Map<Node, Node> others) {
    return with(Walk.rebuild(roots(), node -> others.getOrDefault(node, node)));
  }

  private Program with(List<Node> roots) {
    var next = new LinkedHashMap<Node, Node>();
    updates.keySet().forEach(v -> next.put(v, roots.get(outputs.size() + next.size())));
    return new Program(
        roots.subList(0, outputs.size()),
        next,
        roots.subList(outputs.size() + next.size(), roots.size()));
  }

  private static void requireFits(Node variable, Node next) {
    if (!(variable.op() instanceof Variable) || !variable.type().equals(next.type())) {
      throw new ShapeException(
          "the next value of " + variable + " must be of its own type, not " + next);
    }
  }
}
