package org.backprop.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.backprop.graph.Constant;
import org.backprop.graph.Node;
import org.backprop.graph.Op;

/** Checks that what a kernel reads are the inputs of its nodes, all of them and nothing else. */
final class KernelInputs {
  private final Kernel kernel;
  private final String name;
  private final Map<Node, Buffer> buffers;
  private final Set<Node> own;
  private final Set<Node> read = new HashSet<>();
  private final Set<Node> needed = new HashSet<>();

  private KernelInputs(Kernel kernel, String name, Map<Node, Buffer> buffers) {
    this.kernel = kernel;
    this.name = name;
    this.buffers = buffers;
    this.own = Set.copyOf(kernel.nodes());
  }

  /**
   * @param name what messages call the kernel
   * @param buffers the buffer of each stored value
   * @param contents what the buffers hold when the kernel starts
   * @throws IllegalStateException if the kernel reads something else
   */
  static void verify(
      Kernel kernel, String name, Map<Node, Buffer> buffers, BufferContents contents) {
    if (kernel.nodes().isEmpty() || !kernel.nodes().stream().allMatch(KernelInputs::isEmpty)) {
      new KernelInputs(kernel, name, buffers).verify(contents);
    }
  }

  private void verify(BufferContents contents) {
    var fromOutside = fromOutside();
    fromOutside.forEach(buffer -> read.add(contents.of(buffer, name)));
    for (var node : kernel.nodes()) {
      node.inputs().forEach(input -> need(input, node));
    }
    if (!kernel.nodes().isEmpty()) {
      for (var buffer : fromOutside) {
        var value = contents.of(buffer, name);
        if (!needed.contains(value)) {
          PlanVerifier.fail(
              name + " reads " + buffer + ", which holds " + value + ": no input of its nodes");
        }
      }
    }
  }

  /** What it reads but for the product that it has just written itself. */
  private List<Buffer> fromOutside() {
    var reads = new ArrayList<>(kernel.reads());
    if (kernel instanceof Kernel.Matmul product) {
      reads.removeIf(product.c().buffer()::equals);
      reads.addAll(List.of(product.a().buffer(), product.b().buffer()));
    }
    reads.removeIf(Buffer::isEmpty);
    return reads;
  }

  private void need(Node input, Node reader) {
    var value = MovedValues.stored(input, node -> own.contains(node) || buffers.containsKey(node));
    if (own.contains(value)) {
      return;
    }
    needed.add(value);
    if (isEmpty(input)) {
      return;
    }
    if (read.contains(value) || isInCode(value) || isTable(value)) {
      return;
    }
    if (!(value.op() instanceof Op.Comparison)) {
      PlanVerifier.fail(name + " computes " + reader + " and does not read " + where(value));
    }
    value.inputs().forEach(each -> need(each, value));
  }

  /** Whether a value has no elements, so that nothing is read to compute it. */
  private static boolean isEmpty(Node value) {
    return value.shape().size() == 0;
  }

  private String where(Node value) {
    var buffer = buffers.get(value);
    return value + (buffer == null ? ", which has no buffer" : " from " + buffer);
  }

  /** Whether the value is one number, which generated code contains. */
  private static boolean isInCode(Node value) {
    return value.op() instanceof Constant constant && constant.value().size() == 1;
  }

  private boolean isTable(Node value) {
    return kernel instanceof Kernel.Lookup lookup && lookup.table() == value;
  }
}
