package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.Tensor;

/**
 * The product of all elements up to and including each one along an axis, or from it to the end.
 */
public record CumulativeProduct(int axis, boolean fromEnd) implements Cumulative {
  @Override
  public String name() {
    return "cumulativeProduct";
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    return partial(inputs.getFirst(), type, (a, b) -> a * b, (a, b) -> a * b);
  }

  /** The product of the elements before each one. */
  static Node before(Node x, int axis) {
    return shifted(Node.of(new CumulativeProduct(axis, false), x), axis, -1, 1);
  }

  /** The product of the elements after each one. */
  static Node after(Node x, int axis) {
    return shifted(Node.of(new CumulativeProduct(axis, true), x), axis, 1, 1);
  }

  /**
   * The derivative by an element is the product before it times the sum s of the later cotangents,
   * each times the product in between: {@code s(k) = c(k) + x(k + 1) s(k + 1)}. It takes a
   * logarithmic number of steps, and no division by an element, which may be 0.
   */
  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    var x = node.input(0);
    var direction = fromEnd ? -1 : 1;
    var sum = cotangent;
    var factor = shifted(x, axis, direction, 0);
    for (var distance = 1; distance < x.shape().dim(axis); distance *= 2) {
      sum = sum.plus(factor.times(shifted(sum, axis, direction * distance, 0)));
      factor = factor.times(shifted(factor, axis, direction * distance, 0));
    }
    into.add(0, sum.times(fromEnd ? after(x, axis) : before(x, axis)));
  }

  /** The element at a distance along an axis, or a number where there is none. */
  private static Node shifted(Node x, int axis, int distance, double outside) {
    var size = x.shape().dim(axis);
    var gap = Math.min(size, Math.abs(distance));
    var part = distance > 0 ? x.slice(axis, gap, size) : x.slice(axis, 0, size - gap);
    var margin = x.shape().with(axis, gap);
    var rest = Node.scalar(x.dtype(), outside).broadcastTo(margin);
    return Node.concatenate(axis, distance > 0 ? List.of(part, rest) : List.of(rest, part));
  }
}
