package org.backprop.graph;

import java.util.List;
import java.util.Optional;

/**
 * The smallest element over whole axes; where several are the smallest, they share the gradient.
 */
public record Min(List<Integer> axes) implements Op.Reduce {
  public Min {
    axes = List.copyOf(axes);
  }

  @Override
  public String name() {
    return "min";
  }

  @Override
  public double start() {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public double combine(double a, double b) {
    return Math.min(a, b);
  }

  @Override
  public long combine(long a, long b) {
    return Math.min(a, b);
  }

  /** Minus the largest of the negatives, of floats: those of whole numbers may overflow. */
  @Override
  public Optional<Node> lowered(List<Node> inputs) {
    var x = inputs.getFirst();
    return x.dtype().isFloat()
        ? Optional.of(Node.of(new Max(axes), x.negated()).negated())
        : Optional.empty();
  }

  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    Reduction.pullToEqual(node, axes, cotangent, into);
  }
}
