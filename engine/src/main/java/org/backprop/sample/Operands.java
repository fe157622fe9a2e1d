package org.backprop.sample;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.graph.Input;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Variable;
import org.backprop.graph.Walk;
import org.backprop.interpret.Interpreter;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** New inputs and variables with seeded random values, for checks of operations. */
public final class Operands {
  private static final List<Shape> SHAPES =
      List.of(
          Shape.SCALAR,
          Shape.of(1, 1),
          Shape.of(17),
          Shape.of(2, 3),
          Shape.of(7, 13),
          Shape.of(0, 3),
          Shape.of(2, 0),
          Shape.of(2, 1, 3));

  private final SplittableRandom random;
  private final Map<Node, Tensor> values = new LinkedHashMap<>();

  public Operands(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The shapes in which elementwise operations are checked, empty ones among them. */
  public static List<Shape> shapes() {
    return SHAPES;
  }

  /**
   * An elementwise operation in each shape and each layout, the layouts of its operands different
   * from one another.
   *
   * @param inputs makes each operand's input of a given shape
   */
  public static Stream<Node> elementwise(Op op, List<Function<Shape, Node>> inputs) {
    return SHAPES.stream()
        .flatMap(shape ->
            IntStream.range(0, OperandLayout.values().length)
                .mapToObj(first -> Node.of(op, operands(shape, first, inputs))));
  }

  private static List<Node> operands(Shape shape, int first, List<Function<Shape, Node>> inputs) {
    var layouts = OperandLayout.values();
    return IntStream.range(0, inputs.size())
        .mapToObj(i -> layouts[(first + i) % layouts.length].operand(shape, inputs.get(i)))
        .toList();
  }

  public SplittableRandom random() {
    return random;
  }

  /** A new FLOAT64 input with values from the interval. */
  public Node input(Shape shape, Op.Interval interval) {
    return input(Tensor.of(shape, numbers(shape.size(), interval)));
  }

  /** A new input with this value. */
  public Node input(Tensor value) {
    return held(Node.input("x" + values.size(), value.dtype(), value.shape().dims()), value);
  }

  /** A new FLOAT64 variable with values from the interval. */
  public Node variable(Shape shape, Op.Interval interval) {
    var node = Node.variable("w" + values.size(), DType.FLOAT64, shape);
    return held(node, Tensor.of(shape, numbers(shape.size(), interval)));
  }

  private Node held(Node node, Tensor value) {
    values.put(node, value);
    return node;
  }

  /** A new FLOAT64 input with values of both signs. */
  public Node real(Shape shape) {
    return input(shape, Op.Interval.REAL);
  }

  public Function<Shape, Node> within(Op.Interval interval) {
    return shape -> input(shape, interval);
  }

  /** A new INT32 input of numbers from 0 to 30. */
  public Node whole(Shape shape) {
    return input(Tensor.of(shape, random.ints(shape.size(), 0, 31).toArray()));
  }

  /** A new BOOL input. */
  public Node truth(Shape shape) {
    var bits = random.ints(shape.size(), 0, 2).toArray();
    return input(Tensor.of(shape, bits).to(DType.BOOL));
  }

  public double[] numbers(int count, Op.Interval interval) {
    return random.doubles(count, interval.low(), interval.high()).toArray();
  }

  /** A scalar in which each element of a float node counts with a weight of its own. */
  public Node weighed(Node node) {
    var weights = numbers(node.shape().size(), new Op.Interval(0.5, 2));
    return node.times(Node.constant(Tensor.of(node.shape(), weights).to(node.dtype()))).sum();
  }

  /** The FLOAT64 inputs and variables that a node depends on. */
  public static List<Node> floats(Node node) {
    return Walk.inputsFirst(List.of(node)).stream()
        .filter(source -> source.op() instanceof Input || source.op() instanceof Variable)
        .filter(source -> source.dtype() == DType.FLOAT64)
        .toList();
  }

  /** The operation with its settings, and its operands. */
  public static String described(Node node) {
    return node.op() + " of " + node.inputs();
  }

  /** The reference value of a node. */
  public Tensor value(Node node) {
    return new Interpreter(List.of(node)).evaluate(values).getFirst();
  }

  /** The values of all sources that were made. */
  public Map<Node, Tensor> values() {
    return Map.copyOf(values);
  }

  /** The values of the sources that a node reads. */
  public Map<Node, Tensor> needed(Node node) {
    var needed = new HashMap<>(values);
    needed.keySet().retainAll(Walk.inputsFirst(List.of(node)));
    return needed;
  }
}
