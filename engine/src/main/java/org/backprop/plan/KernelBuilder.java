package org.backprop.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.backprop.graph.Contract;
import org.backprop.graph.Node;
import org.backprop.lower.Lowering;
import org.backprop.tensor.Shape;

/** Writes down groups as kernels, each stored value in a buffer of its own. */
final class KernelBuilder {
  private final BufferAssignment assignment;
  private final Fusion fusion;
  private final StoredValues values;
  private final Set<Node> tables;
  private final ValueBuffers buffers;
  private final Products products;

  /**
   * @param tables inputs that stay in the caller's arrays
   */
  KernelBuilder(
      BufferAssignment assignment,
      Fusion fusion,
      StoredValues values,
      Set<Node> tables,
      ValueBuffers buffers) {
    this.assignment = assignment;
    this.fusion = fusion;
    this.values = values;
    this.tables = tables;
    this.buffers = buffers;
    this.products = new Products(assignment, fusion, buffers);
  }

  /** The kernels of a group, in order. */
  List<Kernel> of(Fusion.Group group) {
    store(group);
    var head = group.head();
    if (head.op() instanceof Contract) {
      return product(group);
    }
    if (LookupTables.isLookup(head) && tables.contains(head.input(0))) {
      return List.of(
          new Kernel.Lookup(
              group.nodes(), head.input(0), buffers.view(head.input(1)), buffers.view(head)));
    }
    return List.of(loop(group));
  }

  private void store(Fusion.Group group) {
    for (var node : group.nodes()) {
      if (node == group.head() && isBlockwise(group)) {
        buffers.store(node, buffers.create(node.type().with(blocks(node))));
      } else if (values.stored().contains(node)) {
        buffers.store(node);
      }
    }
  }

  /** As many rows of a product as all its parts have in work at a time. */
  private Shape blocks(Node node) {
    var inPanels = assignment.layout(node).panel() > 0;
    var matmuls = assignment.machine().matmuls();
    return Shape.of(matmuls.rowsInWork(), inPanels ? matmuls.panel() : node.shape().dim(1));
  }

  /** Whether a product's value is large, and only its own loop reads it. */
  private boolean isBlockwise(Fusion.Group group) {
    var head = group.head();
    var machine = assignment.machine();
    return head.op() instanceof Contract
        && head.shape().rank() == 2
        && group.nodes().size() > 1
        && !values.shared().contains(head)
        && head.shape().dim(0) > machine.matmuls().rowsInWork()
        && assignment.layout(head).length(machine) * head.dtype().bytes() >= machine.caches().near()
        && products.canBeBlockwise(head);
  }

  private List<Kernel> product(Fusion.Group group) {
    var kernels = new ArrayList<>(products.of(group, isBlockwise(group)));
    if (!kernels.getLast().nodes().containsAll(group.nodes())) {
      kernels.add(loop(new Fusion.Group(group.nodes().subList(1, group.nodes().size()))));
    }
    return kernels;
  }

  private Kernel loop(Fusion.Group group) {
    var last = group.nodes().getLast();
    if (!Fusion.isElementwise(last) && !Fusion.isFold(last)) {
      return reference(group, Lowering.reason(last.op()));
    }
    return LoopBuilder.of(assignment, fusion, buffers, group, false)
        .<Kernel>map(nest -> nest)
        .orElseGet(() -> reference(group, LoopBuilder.reason(group)));
  }

  private Kernel reference(Fusion.Group group, String reason) {
    return ReferenceBuilder.of(assignment, fusion, buffers, group, reason);
  }
}
