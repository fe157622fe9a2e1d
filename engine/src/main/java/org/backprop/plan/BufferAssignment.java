package org.backprop.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.backprop.graph.Broadcast;
import org.backprop.graph.Constant;
import org.backprop.graph.Node;
import org.backprop.graph.Permute;
import org.backprop.graph.Reshape;
import org.backprop.graph.Slice;
import org.backprop.graph.TensorType;

/**
 * Which node's buffer each value lies in, and how: a value that is only moved lies in the buffer of
 * what was moved.
 */
final class BufferAssignment {
  private record Assigned(Node base, Layout layout) {}

  private final TargetMachine machine;
  private final Map<Node, Assigned> assignment = new HashMap<>();

  /**
   * @param inPanels matrices that are stored in panels
   * @param unpadded matrices without room between their rows
   */
  BufferAssignment(
      List<Node> order, Set<Node> inPanels, Set<Node> unpadded, TargetMachine machine) {
    this.machine = machine;
    for (var node : order) {
      var own =
          inPanels.contains(node)
              ? Layout.panels(machine, node.shape())
              : unpadded.contains(node) ? Layout.unpadded(node.shape()) : standard(node.type());
      assignment.put(node, moved(node).orElseGet(() -> new Assigned(node, own)));
    }
  }

  TargetMachine machine() {
    return machine;
  }

  /** The layout of a value that no kernel asks another one for. */
  Layout standard(TensorType type) {
    return Layout.standard(machine, type.dtype(), type.shape());
  }

  private Optional<Assigned> moved(Node node) {
    return layoutOfMoved(node).map(layout -> new Assigned(base(node.input(0)), layout));
  }

  private Optional<Layout> layoutOfMoved(Node node) {
    return switch (node.op()) {
      case Broadcast broadcast -> Optional.of(from(node).broadcast(broadcast.to()));
      case Permute permute -> Optional.of(from(node).permute(permute.axes()));
      case Slice slice ->
          Optional.of(from(node).slice(slice.starts(), slice.steps(), node.shape()));
      case Reshape reshape -> from(node).reshape(reshape.to());
      default -> Optional.empty();
    };
  }

  private Layout from(Node node) {
    return layout(node.input(0));
  }

  /** The node whose buffer holds the value; itself, unless it is only moved. */
  Node base(Node node) {
    return place(node).base;
  }

  /** Where the value lies in that buffer. */
  Layout layout(Node node) {
    return place(node).layout;
  }

  /** Whether the value is one known number everywhere. */
  boolean isUniform(Node node) {
    return base(node).op() instanceof Constant constant && constant.value().size() == 1;
  }

  private Assigned place(Node node) {
    return Objects.requireNonNull(assignment.get(node));
  }
}
