package org.backprop.engine;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.tensor.Tensor;

/**
 * How far rounding may move a loss, to first order: each value v of its graph is rounded by at most
 * ulp(1) |v|, which moves the loss by |dL/dv| times that. The sum over the values is Linnainmaa's
 * bound (Taylor expansion of the accumulated rounding error, BIT 16, 1976), the first use of
 * backpropagation. It sees the digits that cancel inside a loss, which its magnitude does not show.
 */
final class RoundingError {
  private RoundingError() {}

  /**
   * The sum of |dL/dv| |v|, at least |L|, over the values that depend on {@code wrt}; times ulp(1)
   * it bounds the error of the loss. Values whose product is not finite are left out.
   */
  static double magnitude(Node loss, List<Node> wrt, Map<Node, Tensor> values) {
    var rounded =
        Walk.dependents(List.of(loss), wrt).stream().filter(v -> v.dtype().isFloat()).toList();
    var gradients = Gradients.of(loss, rounded);
    var found =
        Engine.evaluate(Stream.concat(rounded.stream(), gradients.stream()).toList(), values);
    return IntStream.range(0, rounded.size())
        .mapToDouble(i -> magnitude(found.get(i), found.get(rounded.size() + i)))
        .sum();
  }

  private static double magnitude(Tensor value, Tensor gradient) {
    return IntStream.range(0, value.size())
        .mapToDouble(i -> Math.abs(value.at(i) * gradient.at(i)))
        .filter(Double::isFinite)
        .sum();
  }
}
