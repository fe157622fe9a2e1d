package org.backprop.lower;

import java.util.List;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.TensorType;

/**
 * A function of numbers that are too large for its fast code: {@code select(far, f(x), near)},
 * where f is computed for the elements that are far and for no other. It occurs in lowered graphs
 * alone, which have no derivatives.
 */
public sealed interface FarFunction extends Op.Ternary permits FarSine, FarCosine {
  /** The function f. */
  double apply(double x);

  @Override
  default double apply(double far, double x, double near) {
    return far == 0 ? near : apply(x);
  }

  @Override
  default TensorType infer(List<TensorType> inputs) {
    return inputs.getLast();
  }

  @Override
  default void pullback(Node node, Node cotangent, Cotangents into) {
    throw new UnsupportedOperationException(name() + " has no derivative");
  }
}
