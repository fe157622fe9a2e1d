package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.backprop.engine.Engine;
import org.backprop.engine.GradientCheck;
import org.backprop.gradient.Gradients;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** Inputs with values, and a scalar made of them whose gradient is to be checked. */
final class Trial {
  private final SplittableRandom random;
  private final Map<Node, Tensor> values = new LinkedHashMap<>();

  Trial(long seed) {
    random = new SplittableRandom(seed);
  }

  SplittableRandom random() {
    return random;
  }

  /** A new FLOAT64 input with values from the interval. */
  Node input(Shape shape, Op.Interval interval) {
    return input(Tensor.of(shape, numbers(shape.size(), interval)));
  }

  Node input(Tensor value) {
    return held(Node.input("x" + values.size(), value.dtype(), value.shape().dims()), value);
  }

  /** A new FLOAT64 variable with values from the interval. */
  Node variable(Shape shape, Op.Interval interval) {
    var node = Node.variable("w" + values.size(), DType.FLOAT64, shape);
    return held(node, Tensor.of(shape, numbers(shape.size(), interval)));
  }

  Function<Shape, Node> variables() {
    return shape -> variable(shape, Op.Interval.REAL);
  }

  private Node held(Node node, Tensor value) {
    values.put(node, value);
    return node;
  }

  Node real(Shape shape) {
    return input(shape, Op.Interval.REAL);
  }

  Function<Shape, Node> within(Op.Interval interval) {
    return shape -> input(shape, interval);
  }

  /** A new INT32 input of small numbers. */
  Node whole(Shape shape) {
    return input(Tensor.of(shape, random.ints(shape.size(), 0, 31).toArray()));
  }

  /** A new BOOL input. */
  Node truth(Shape shape) {
    var bits = random.ints(shape.size(), 0, 2).toArray();
    return input(Tensor.of(shape, bits).to(DType.BOOL));
  }

  double[] numbers(int count, Op.Interval interval) {
    return random.doubles(count, interval.low(), interval.high()).toArray();
  }

  /** A constant of random numbers, like the node. */
  Node vector(Node like) {
    return Node.constant(Tensor.of(like.shape(), numbers(like.shape().size(), Op.Interval.REAL)));
  }

  /** A scalar in which each element of a float node counts with a weight of its own. */
  Node weighed(Node node) {
    var weights = numbers(node.shape().size(), new Op.Interval(0.5, 2));
    return node.times(Node.constant(Tensor.of(node.shape(), weights).to(node.dtype()))).sum();
  }

  /** The FLOAT64 inputs and variables that a node depends on. */
  List<Node> floats(Node node) {
    return Walk.inputsFirst(List.of(node)).stream()
        .filter(source -> source.op() instanceof Input || source.op() instanceof Variable)
        .filter(source -> source.dtype() == DType.FLOAT64)
        .toList();
  }

  Tensor value(Node node) {
    return Engine.evaluate(node, needed(node));
  }

  GradientCheck.Report check(Node loss) {
    return GradientCheck.of(loss, floats(loss)).at(needed(loss));
  }

  /** The check of the gradient's own gradient. */
  GradientCheck.Report checkSecond(Node loss) {
    var gradients = Gradients.of(loss, floats(loss));
    var sums = gradients.stream().map(this::weighed);
    return check(sums.reduce(loss.zeros(), Node::plus));
  }

  /** Both derivatives of a node agree with differences; the number of elements compared. */
  int requireDerivatives(Node node) {
    var loss = weighed(node);
    var first = check(loss);
    requirePassed(node, "the gradient", first);
    requirePassed(node, "the gradient of the gradient", checkSecond(loss));
    return first.elements().size();
  }

  private void requirePassed(Node node, String what, GradientCheck.Report report) {
    assertTrue(report.passed(), () -> what + " of " + described(node) + ": " + report.worst());
    var kinks = report.count(GradientCheck.Verdict.KINK);
    assertEquals(0, kinks, () -> "a kink in " + described(node) + ": " + report.worst());
  }

  /** The products u.(Jv) and (uJ).v of one node. */
  void requireSameProducts(Node node) {
    var wrt = floats(node);
    var u = vector(node);
    var v = wrt.stream().map(this::vector).toList();
    var forward = Gradients.jvp(List.of(node), wrt, v).getFirst().times(u).sum();
    var back = Gradients.vjp(List.of(node), wrt, List.of(u));
    var backward =
        IntStream.range(0, wrt.size())
            .mapToObj(i -> back.get(i).times(v.get(i)).sum())
            .reduce(Node.scalar(DType.FLOAT64, 0), Node::plus);
    var expected = value(forward).item();
    var tolerance = 1e-12 * node.shape().size() * Math.max(1, Math.abs(expected));
    assertEquals(expected, value(backward).item(), tolerance, () -> described(node));
  }

  /** The operation with its settings, and what it is applied to. */
  static String described(Node node) {
    return node.op() + " of " + node.inputs();
  }

  /** The values of what a node reads. */
  Map<Node, Tensor> needed(Node node) {
    var needed = new HashMap<>(values);
    needed.keySet().retainAll(Walk.inputsFirst(List.of(node)));
    return needed;
  }
}
