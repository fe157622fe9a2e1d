package org.backprop.graph;

/** A hyperbolic tangent with a mistake that a test of gradients must find. */
record WrongTanh(Mistake mistake) implements Op.Unary {
  enum Mistake {
    /** 1 - y where it should be 1 - y^2. */
    FIRST_DERIVATIVE,
    /** The right value, held constant: only the second derivative is wrong. */
    SECOND_DERIVATIVE
  }

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
    return switch (mistake) {
      case FIRST_DERIVATIVE -> y.oneMinus();
      case SECOND_DERIVATIVE -> y.squared().oneMinus().detach();
    };
  }
}
