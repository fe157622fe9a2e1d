package org.backprop.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.backprop.graph.Node;

/**
 * Checks a finished plan against the nodes that it is for, with none of the planner's own code: it
 * follows from kernel to kernel which value each buffer holds. In a sound plan
 *
 * <ul>
 *   <li>each kernel reads, for each of its nodes, buffers that hold the node's inputs;
 *   <li>every operand fits its buffer, and every buffer the array of its type;
 *   <li>no kernel writes an element that the same kernel still has to read;
 *   <li>inputs, variables and constants keep their values until the guards are known;
 *   <li>after the run each output holds its node's value, each variable its next value, and inputs,
 *       constants and all other variables what they held before.
 * </ul>
 */
public final class PlanVerifier {
  private final Plan plan;
  private final List<Node> outputs;
  private final Map<Node, Node> updates;
  private final List<Node> guards;
  private final BufferContents contents = new BufferContents();

  private PlanVerifier(Plan plan, List<Node> outputs, Map<Node, Node> updates, List<Node> guards) {
    this.plan = plan;
    this.outputs = outputs;
    this.updates = updates;
    this.guards = guards;
  }

  /**
   * Checks that a plan computes these nodes.
   *
   * @param outputs what the run returns
   * @param updates the next value of each variable that changes
   * @param guards what must be finite before a variable changes
   * @throws IllegalStateException if it does not; the message names kernel, node and buffer
   */
  public static void verify(
      Plan plan, List<Node> outputs, Map<Node, Node> updates, List<Node> guards) {
    new PlanVerifier(plan, outputs, updates, guards).verify();
  }

  private void verify() {
    OperandBounds.verify(plan);
    begin();
    for (var i = 0; i <= plan.kernels().size(); i++) {
      if (i == plan.checkpoint()) {
        checkpoint();
      }
      if (i < plan.kernels().size()) {
        run(i);
      }
    }
    moveLate();
    end();
  }

  /** What is in memory before a run: inputs, variables, constants. */
  private void begin() {
    plan.sources().forEach((node, view) -> contents.write(view.buffer(), node, "the caller"));
    plan.values()
        .forEach((node, buffer) -> {
          if (plan.constants().containsKey(buffer)) {
            contents.write(buffer, node, "the compiler");
          }
        });
    sourcesHold(Map.of(), "before the run");
  }

  private void run(int number) {
    var kernel = plan.kernels().get(number);
    var name = name(number);
    KernelInputs.verify(kernel, name, plan.values(), contents);
    OverwrittenOperands.verify(kernel, name);
    var written = new HashSet<Buffer>();
    for (var node : kernel.nodes()) {
      var buffer = plan.values().get(node);
      if (buffer != null && kernel.writes().contains(buffer)) {
        contents.write(buffer, node, name);
        written.add(buffer);
      }
    }
    if (kernel.nodes().isEmpty()) {
      contents.copy(kernel.reads().getFirst(), kernel.writes().getFirst(), name);
      written.add(kernel.writes().getFirst());
    }
    kernel.writes().stream()
        .filter(buffer -> !written.contains(buffer))
        .forEach(buffer -> fail(name + " writes " + buffer + ", which is none of its nodes'"));
    if (kernel instanceof Kernel.Matmul product && product.blockwise()) {
      contents.forget(product.c().buffer(), name + " kept only the last block of it");
    }
  }

  /** Nothing that a failed run must keep has changed, and the guards are there. */
  private void checkpoint() {
    sourcesHold(Map.of(), "before the guards are known");
    hold(guards, plan.guards(), "guard");
  }

  /** All copies read before one of them writes. */
  private void moveLate() {
    var read = new HashMap<Buffer, Node>();
    for (var copy : plan.late()) {
      read.put(copy.to().buffer(), contents.of(copy.from().buffer(), "a late copy"));
      require(
          copy.from().type().equals(copy.to().type()),
          "a late copy moves " + copy.from().type() + " to " + copy.to().buffer());
    }
    read.forEach((buffer, node) -> contents.write(buffer, node, "a late copy"));
  }

  private void end() {
    sourcesHold(updates, "after the run");
    hold(outputs, plan.outputs(), "output");
  }

  /** Each source holds itself, or its next value, and each constant itself. */
  private void sourcesHold(Map<Node, Node> next, String when) {
    plan.sources()
        .forEach(
            (node, view) -> holds(next.getOrDefault(node, node), view.buffer(), node + " " + when));
    plan.values()
        .forEach((node, buffer) -> {
          if (plan.constants().containsKey(buffer)) {
            holds(node, buffer, node + " " + when);
          }
        });
  }

  private void hold(List<Node> nodes, List<View> views, String what) {
    require(nodes.size() == views.size(), nodes.size() + " nodes have " + views.size() + " views");
    IntStream.range(0, nodes.size())
        .forEach(i -> {
          require(
              nodes.get(i).type().equals(views.get(i).type()),
              what + " " + nodes.get(i) + " is read as " + views.get(i).type());
          holds(nodes.get(i), views.get(i).buffer(), what + " " + nodes.get(i));
        });
  }

  private void holds(Node node, Buffer buffer, String what) {
    if (buffer.isEmpty()) {
      return;
    }
    var held = contents.of(buffer, what);
    var expected = MovedValues.stored(node, plan.values()::containsKey);
    require(held == expected, what + " is in " + buffer + ", which holds " + held);
  }

  private String name(int number) {
    return "kernel " + (number + 1) + " (" + plan.kernels().get(number).name() + ")";
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      fail(otherwise);
    }
  }

  static void fail(String fault) {
    throw new IllegalStateException("the plan is wrong: " + fault);
  }
}
