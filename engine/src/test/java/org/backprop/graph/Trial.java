package org.backprop.graph;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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
    var node = Node.input("x" + values.size(), DType.FLOAT64, shape.dims());
    values.put(node, Tensor.of(shape, numbers(shape.size(), interval)));
    return node;
  }

  Node input(Tensor value) {
    var node = Node.input("x" + values.size(), value.dtype(), value.shape().dims());
    values.put(node, value);
    return node;
  }

  double[] numbers(int count, Op.Interval interval) {
    return random.doubles(count, interval.low(), interval.high()).toArray();
  }

  /** A scalar in which each element of a float node counts with a weight of its own. */
  Node weighed(Node node) {
    var weights = numbers(node.shape().size(), new Op.Interval(0.5, 2));
    return node.times(Node.constant(Tensor.of(node.shape(), weights).to(node.dtype()))).sum();
  }

  /** The FLOAT64 inputs that a node depends on. */
  List<Node> floats(Node node) {
    return Walk.sources(Input.class, List.of(node)).stream()
        .filter(input -> input.dtype() == DType.FLOAT64)
        .toList();
  }

  Tensor value(Node node) {
    return Engine.evaluate(node, needed(node));
  }

  GradientCheck.Report check(Node loss) {
    return GradientCheck.of(loss, floats(loss)).at(values);
  }

  /** The check of the gradient's own gradient. */
  GradientCheck.Report checkSecond(Node loss) {
    var gradients = Gradients.of(loss, floats(loss));
    var sums = gradients.stream().map(this::weighed);
    return check(sums.reduce(loss.zeros(), Node::plus));
  }

  private Map<Node, Tensor> needed(Node node) {
    var needed = new HashMap<>(values);
    needed.keySet().retainAll(Walk.inputsFirst(List.of(node)));
    return needed;
  }
}
