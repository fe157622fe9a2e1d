package org.backprop.graph;

import java.util.List;
import java.util.Optional;
import org.backprop.tensor.DType;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;

/**
 * One primitive operation: its name, its type rule, its reference value, its pullback and, where
 * code is to be generated for it, its lowering.
 *
 * <p>The families are sealed and the operations in them are open: a pass that switches over the
 * families needs no default, and anyone can add an operation by implementing a family. A record is
 * best, because equal operations on the same inputs are computed once.
 *
 * <pre>{@code
 * record Swish() implements Op.Unary {
 *   public String name() {
 *     return "swish";
 *   }
 *
 *   public double apply(double x) {
 *     return x / (1 + Math.exp(-x));
 *   }
 *
 *   public Node derivative(Node x, Node y) {
 *     return y.plus(x.sigmoid().times(y.oneMinus()));
 *   }
 *
 *   public Optional<Node> lowered(List<Node> inputs) {
 *     return Optional.of(inputs.getFirst().times(inputs.getFirst().sigmoid()));
 *   }
 * }
 * }</pre>
 *
 * <p>An operation of this module also has a line in {@link Ops#ALL}.
 */
public sealed interface Op {

  /** The operation's name in listings, as in {@code tanh}. */
  String name();

  /**
   * The type of the value for operands of these types.
   *
   * @throws ShapeException if they do not fit
   */
  TensorType infer(List<TensorType> inputs);

  /** The reference value, by plain loops. */
  Tensor evaluate(List<Tensor> inputs, TensorType type);

  /**
   * Propagates the cotangent of a node to its inputs: adds to {@code into} the product of the
   * cotangent with the node's derivative by each input that it depends on smoothly.
   */
  void pullback(Node node, Node cotangent, Cotangents into);

  /**
   * The value as nodes of other operations, of the type that {@link #infer} gives. Compiled
   * programs compute these nodes, fused with their neighbours. An operation without a lowering, and
   * for which the compiler has none, is computed by {@link #evaluate} within the compiled program.
   */
  default Optional<Node> lowered(List<Node> inputs) {
    return Optional.empty();
  }

  /**
   * Whether the pullback only moves and adds elements of the cotangent, whatever the operands are:
   * then elements that are 0 by a choice stay so on their way back.
   */
  default boolean movesCotangents() {
    return false;
  }

  /** Receives the contributions to the cotangents of a node's inputs. */
  @FunctionalInterface
  interface Cotangents {
    void add(int input, Node contribution);

    /**
     * Adds a contribution where a condition has that truth value. Elsewhere exactly 0 goes back to
     * the input, and further to what the input is made of, even where the contribution or a later
     * derivative is not finite.
     */
    default void addWhere(Node condition, boolean truth, int input, Node contribution) {
      var zero = contribution.zeros();
      add(
          input,
          truth
              ? Node.select(condition, contribution, zero)
              : Node.select(condition, zero, contribution));
    }
  }

  /** Where checks may sample an operand: the open interval between two numbers. */
  record Interval(double low, double high) {
    public static final Interval REAL = new Interval(-3, 3);
    public static final Interval POSITIVE = new Interval(0.2, 4);

    public boolean contains(double x) {
      return low < x && x < high;
    }

    /** As in {@code -3.0 to 3.0}. */
    @Override
    public String toString() {
      return low + " to " + high;
    }
  }

  /** A value that no other node computes: it has no inputs. */
  non-sealed interface Source extends Op {
    TensorType type();

    @Override
    default TensorType infer(List<TensorType> inputs) {
      return type();
    }

    @Override
    default void pullback(Node node, Node cotangent, Cotangents into) {}
  }

  /** One number in, one number out, for each element. */
  non-sealed interface Unary extends Op {
    double apply(double x);

    default long apply(long x) {
      return (long) apply((double) x);
    }

    /** The derivative at {@code x}, where {@code y} is this operation's value there. */
    Node derivative(Node x, Node y);

    default Interval domain() {
      return Interval.REAL;
    }

    default boolean takes(DType dtype) {
      return dtype.isFloat();
    }

    @Override
    default TensorType infer(List<TensorType> inputs) {
      Elementwise.require(takes(inputs.getFirst().dtype()), inputs);
      return inputs.getFirst();
    }

    @Override
    default Tensor evaluate(List<Tensor> inputs, TensorType type) {
      return Elementwise.map(this, inputs.getFirst(), type);
    }

    @Override
    default void pullback(Node node, Node cotangent, Cotangents into) {
      into.add(0, cotangent.times(derivative(node.input(0), node)));
    }
  }

  /** A unary operation through which no gradient passes: constant in pieces, or held constant. */
  interface Flat extends Unary {
    @Override
    default Node derivative(Node x, Node y) {
      return x.zeros();
    }

    @Override
    default void pullback(Node node, Node cotangent, Cotangents into) {}
  }

  /** Two numbers in, one out, for each pair of elements; both operands have the same shape. */
  non-sealed interface Binary extends Op {
    double apply(double a, double b);

    default long apply(long a, long b) {
      return (long) apply((double) a, (double) b);
    }

    /** The partial derivatives at {@code (a, b)}, where {@code y} is the value there. */
    List<Node> derivatives(Node a, Node b, Node y);

    /** Where tests may sample each operand. */
    default List<Interval> domains() {
      return List.of(Interval.REAL, Interval.REAL);
    }

    default boolean takes(DType dtype) {
      return dtype.isFloat();
    }

    @Override
    default TensorType infer(List<TensorType> inputs) {
      Elementwise.requireSame(inputs);
      Elementwise.require(takes(inputs.getFirst().dtype()), inputs);
      return inputs.getFirst();
    }

    @Override
    default Tensor evaluate(List<Tensor> inputs, TensorType type) {
      return Elementwise.zip(this, inputs.get(0), inputs.get(1), type);
    }

    @Override
    default void pullback(Node node, Node cotangent, Cotangents into) {
      var partials = derivatives(node.input(0), node.input(1), node);
      for (var i = 0; i < partials.size(); i++) {
        into.add(i, cotangent.times(partials.get(i)));
      }
    }
  }

  /** Compares two numbers; the value is a truth value and has no derivative. */
  interface Comparison extends Binary {
    boolean test(double a, double b);

    boolean test(long a, long b);

    @Override
    default double apply(double a, double b) {
      return test(a, b) ? 1 : 0;
    }

    @Override
    default long apply(long a, long b) {
      return test(a, b) ? 1 : 0;
    }

    @Override
    default List<Node> derivatives(Node a, Node b, Node y) {
      return List.of();
    }

    @Override
    default boolean takes(DType dtype) {
      return true;
    }

    @Override
    default TensorType infer(List<TensorType> inputs) {
      return Binary.super.infer(inputs).with(DType.BOOL);
    }
  }

  /** Combines the bits of two whole numbers, or two truth values; it has no derivative. */
  interface Bitwise extends Binary {
    @Override
    long apply(long a, long b);

    @Override
    default double apply(double a, double b) {
      return apply((long) a, (long) b);
    }

    @Override
    default List<Node> derivatives(Node a, Node b, Node y) {
      return List.of();
    }

    @Override
    default boolean takes(DType dtype) {
      return !dtype.isFloat();
    }
  }

  /** Three numbers in, one out, for each triple of elements. */
  non-sealed interface Ternary extends Op {
    double apply(double a, double b, double c);

    @Override
    default Tensor evaluate(List<Tensor> inputs, TensorType type) {
      var a = Storage.of(inputs.get(0));
      var b = Storage.of(inputs.get(1));
      var c = Storage.of(inputs.get(2));
      var out = Storage.allocate(type.dtype(), type.shape().size());
      for (var i = 0; i < out.length(); i++) {
        out.set(i, apply(a.get(i), b.get(i), c.get(i)));
      }
      return Tensor.wrap(type.dtype(), type.shape(), out.array());
    }
  }

  /** Reduces whole axes to one number each; the axes are removed from the shape. */
  non-sealed interface Reduce extends Op {
    /** The reduced axes, ascending. */
    List<Integer> axes();

    /** The value of no elements, and the start of every other. */
    double start();

    double combine(double a, double b);

    long combine(long a, long b);

    default boolean takes(DType dtype) {
      return dtype.isFloat() || dtype == DType.INT32 || dtype == DType.INT64;
    }

    @Override
    default TensorType infer(List<TensorType> inputs) {
      Elementwise.require(takes(inputs.getFirst().dtype()), inputs);
      return inputs.getFirst().with(Reduction.shape(inputs.getFirst().shape(), axes()));
    }

    @Override
    default Tensor evaluate(List<Tensor> inputs, TensorType type) {
      return Reduction.evaluate(this, inputs.getFirst(), type);
    }
  }

  /** Runs along one axis and keeps every partial result; the shape stays. */
  non-sealed interface Scan extends Op {
    int axis();
  }

  /** Rearranges elements without computing with them. */
  non-sealed interface Move extends Op {
    @Override
    default boolean movesCotangents() {
      return true;
    }
  }

  /** Reads or adds at indices that another operand holds. */
  non-sealed interface Index extends Op {
    @Override
    default boolean movesCotangents() {
      return true;
    }
  }

  /** Sums products of two operands over named axes: the matrix product and its relatives. */
  non-sealed interface Product extends Op {}
}
