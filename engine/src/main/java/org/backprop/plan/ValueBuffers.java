package org.backprop.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backprop.graph.Constant;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.TensorType;
import org.backprop.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The buffers of stored values, each of its own: which of them share memory is decided when all
 * kernels are known.
 */
final class ValueBuffers {
  private final BufferAssignment assignment;
  private final Map<Node, Buffer> buffers = new LinkedHashMap<>();
  private final Map<Buffer, Tensor> constants = new LinkedHashMap<>();
  private int count;

  ValueBuffers(BufferAssignment assignment) {
    this.assignment = assignment;
  }

  /** A buffer for a value in the value's own layout. */
  Buffer store(Node node) {
    return store(node, create(node.type(), assignment.layout(node)));
  }

  /** Lets a buffer hold a value, or a part of it at a time. */
  Buffer store(Node node, Buffer buffer) {
    buffers.put(node, buffer);
    return buffer;
  }

  /** A buffer in the standard layout. */
  Buffer create(TensorType type) {
    return create(type, assignment.standard(type));
  }

  private Buffer create(TensorType type, Layout layout) {
    return new Buffer(count++, type, layout, layout.length(assignment.machine()), 0);
  }

  boolean isStored(Node node) {
    return buffers.containsKey(node);
  }

  /**
   * Where a value is stored. A constant gets its buffer when it is first asked for.
   *
   * @throws IllegalStateException if a value is asked for that is computed and not stored
   */
  View view(Node node) {
    return new View(bufferOf(assignment.base(node)), assignment.layout(node));
  }

  private Buffer bufferOf(Node base) {
    var known = buffers.get(base);
    return known != null ? known : constant(base);
  }

  private Buffer constant(Node node) {
    var value = valueOf(node);
    if (value == null) {
      throw new IllegalStateException(node + " is read, but not stored");
    }
    var buffer = store(node);
    constants.put(buffer, value);
    return buffer;
  }

  private static @Nullable Tensor valueOf(Node node) {
    if (node.op() instanceof Constant constant) {
      return constant.value();
    }
    return node.op() instanceof Op.Source ? node.op().evaluate(List.of(), node.type()) : null;
  }

  /** The buffer of each stored value. */
  Map<Node, Buffer> all() {
    return buffers;
  }

  /** The constants among them. */
  Map<Buffer, Tensor> constants() {
    return constants;
  }
}
