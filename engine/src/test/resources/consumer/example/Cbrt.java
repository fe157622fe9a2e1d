package example;

import org.backprop.graph.Node;
import org.backprop.graph.Op;

/** The cube root, without a lowering: interpreted within the compiled program. */
public record Cbrt() implements Op.Unary {
  @Override
  public String name() {
    return "cbrt";
  }

  @Override
  public double apply(double x) {
    return Math.cbrt(x);
  }

  @Override
  public Node derivative(Node x, Node y) {
    return y.squared().times(3).reciprocal();
  }

  @Override
  public Interval domain() {
    return Interval.POSITIVE;
  }
}
