package org.backprop.plan;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.backprop.graph.Node;

/**
 * Writes down a group without generated code: the interpreter computes its nodes from stored
 * values, and with them what a loop would compute again or only address differently.
 */
final class ReferenceBuilder {
  private final BufferAssignment assignment;
  private final Fusion fusion;
  private final ValueBuffers buffers;
  private final Fusion.Group group;
  private final Set<Node> nodes = new LinkedHashSet<>();
  private final Map<Node, View> operands = new LinkedHashMap<>();

  private ReferenceBuilder(
      BufferAssignment assignment, Fusion fusion, ValueBuffers buffers, Fusion.Group group) {
    this.assignment = assignment;
    this.fusion = fusion;
    this.buffers = buffers;
    this.group = group;
  }

  /**
   * The kernel that computes a group.
   *
   * @param reason why it is not compiled
   */
  static Kernel.Reference of(
      BufferAssignment assignment,
      Fusion fusion,
      ValueBuffers buffers,
      Fusion.Group group,
      String reason) {
    var builder = new ReferenceBuilder(assignment, fusion, buffers, group);
    group.nodes().forEach(builder::compute);
    var results = new LinkedHashMap<Node, View>();
    group.nodes().stream()
        .filter(buffers::isStored)
        .forEach(node -> results.put(node, buffers.view(node)));
    return new Kernel.Reference(List.copyOf(builder.nodes), builder.operands, results, reason);
  }

  private void compute(Node node) {
    if (!nodes.contains(node)) {
      node.inputs().forEach(this::provide);
      nodes.add(node);
    }
  }

  /** Reads a value from memory, or computes it if it is of this group or nowhere stored. */
  private void provide(Node input) {
    var base = assignment.base(input);
    if (group.has(base) || (fusion.isComputed(base) && !buffers.isStored(base))) {
      compute(input);
    } else {
      operands.put(input, buffers.view(input));
    }
  }
}
