package org.backprop.app;

import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.layer.Activation;

/** A hyperbolic tangent with a planted mistake in its derivative: 1 - y instead of 1 - y^2. */
public record WrongActivation() implements Activation {
  private record WrongTanh() implements Op.Unary {
    @Override
    public String name() {
      return "wrongTanh";
    }

    @Override
    public double apply(double x) {
      return Math.tanh(x);
    }

    @Override
    public Node derivative(Node x, Node y) {
      return y.oneMinus();
    }
  }

  @Override
  public String name() {
    return "wrongTanh";
  }

  @Override
  public Node of(Node x) {
    return Node.of(new WrongTanh(), x);
  }
}
