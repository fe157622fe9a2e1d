package org.backprop.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.backprop.graph.Broadcast;
import org.backprop.graph.Constant;
import org.backprop.graph.Contract;
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
              : unpadded.contains(node) ? Layout.unpadded(node.shape()) : own(node);
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

  private Layout own(Node node) {
    return node.op() instanceof Contract contract
        ? ofProduct(contract, node)
        : standard(node.type());
  }

  /** A product's value has its rows or columns last, even where a batch is last of its axes. */
  private Layout ofProduct(Contract contract, Node node) {
    var axes = IntStream.range(0, node.shape().rank()).boxed().toList();
    var last =
        axes.stream()
            .filter(axis -> isLong(node, axis))
            .filter(axis -> !contract.isBatch(contract.out().charAt(axis)))
            .reduce((_, later) -> later);
    var order = new ArrayList<>(axes);
    if (last.isPresent() && axes.stream().anyMatch(i -> i > last.get() && isLong(node, i))) {
      Collections.rotate(order.subList(last.get(), order.size()), -1);
    }
    var permute = new Permute(order);
    return standard(permute.infer(List.of(node.type()))).permute(permute.inverse());
  }

  private static boolean isLong(Node node, int axis) {
    return node.shape().dim(axis) > 1;
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
