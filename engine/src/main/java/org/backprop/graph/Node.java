package org.backprop.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * One value of a computational graph: an operation, the nodes that it reads and the type of the
 * result. Building a node computes nothing.
 *
 * <p>Nodes are immutable and equal only to themselves: a graph may share nodes and may be 100,000
 * of them deep, so nothing here may recurse. The operations are methods: see {@link Arithmetic} and
 * {@link Arrangement}.
 */
public final class Node implements Arithmetic, Arrangement {
  private final Op op;
  private final List<Node> inputs;
  private final TensorType type;
  private final @Nullable String label;

  private Node(Op op, List<Node> inputs, TensorType type, @Nullable String label) {
    this.op = op;
    this.inputs = inputs;
    this.type = type;
    this.label = label;
  }

  /**
   * The value of an operation on these nodes.
   *
   * @throws ShapeException if their types do not fit; the message names them
   */
  public static Node of(Op op, Node... inputs) {
    return of(op, Arrays.asList(inputs));
  }

  /** The value of an operation on these nodes. */
  public static Node of(Op op, List<Node> inputs) {
    var operands = List.copyOf(inputs);
    try {
      return new Node(op, operands, op.infer(operands.stream().map(Node::type).toList()), null);
    } catch (ShapeException e) {
      throw new ShapeException(
          op.name()
              + " of "
              + String.join(" and ", operands.stream().map(Node::describe).toList())
              + ": "
              + e.getMessage());
    }
  }

  public static Node input(String name, DType dtype, int... dims) {
    return of(new Input(name, TensorType.of(dtype, dims))).named(name);
  }

  public static Node variable(String name, DType dtype, Shape shape) {
    return of(new Variable(name, new TensorType(dtype, shape))).named(name);
  }

  public static Node constant(Tensor value) {
    return of(new Constant(value));
  }

  public static Node scalar(DType dtype, double value) {
    return constant(Tensor.scalar(dtype, value));
  }

  /** {@code a} where the condition holds, else {@code b}; all of one shape. */
  public static Node select(Node condition, Node a, Node b) {
    return of(new Select(), condition, a, b);
  }

  /** Nodes one after another along an axis. */
  public static Node concatenate(int axis, List<Node> parts) {
    return of(new Concatenate(parts.getFirst().shape().axis(axis)), parts);
  }

  /** The same node with a name for messages and pictures, such as {@code a1}. */
  public Node named(String name) {
    return new Node(op, inputs, type, name);
  }

  public Op op() {
    return op;
  }

  public List<Node> inputs() {
    return inputs;
  }

  public Node input(int i) {
    return inputs.get(i);
  }

  public TensorType type() {
    return type;
  }

  @Override
  public Shape shape() {
    return type.shape();
  }

  @Override
  public DType dtype() {
    return type.dtype();
  }

  /** The textbook's name of this value, if it has been given one. */
  public Optional<String> label() {
    return Optional.ofNullable(label);
  }

  @Override
  public Node node() {
    return this;
  }

  /**
   * The label if there is one, else the operation's name, and the type: {@code W1 FLOAT32[4, 3]}.
   */
  public String describe() {
    return (label == null ? op.name() : label) + " " + type;
  }

  @Override
  public String toString() {
    return describe();
  }
}
