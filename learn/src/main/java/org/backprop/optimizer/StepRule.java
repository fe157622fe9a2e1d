package org.backprop.optimizer;

import java.util.Map;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;

/**
 * A rule that moves a parameter against its gradient; the rule is graph, as the model is.
 *
 * <p>An implementation outside this library is found by name when it is a {@link
 * java.util.ServiceLoader service provider} of this interface.
 */
public non-sealed interface StepRule extends Optimizer {

  @Override
  default StepRule withWeightDecay(double decay) {
    return decay == 0 ? this : new CoupledDecay(this, decay);
  }

  /**
   * The next values of the parameter and of the state kept for it. State variables start at zero
   * and are named after the parameter.
   *
   * @param rate the learning rate of this step, a scalar of the parameter's type
   * @param step the number of this step from 1, likewise
   */
  Map<Node, Node> update(Node parameter, Node gradient, Node rate, Node step);

  /** A state variable of the parameter's type. */
  static Node state(String name, Node parameter) {
    var full = name + "." + parameter.label().orElseThrow();
    return Node.variable(full, parameter.dtype(), parameter.shape());
  }

  /**
   * The node, 0 where it is so small that its square would be subnormal: processors take a hundred
   * times longer to compute with such numbers, and a vanishing gradient would produce them.
   */
  static Node settled(Node x) {
    var least = x.constant(x.dtype() == DType.FLOAT32 ? 1e-16 : 1e-150);
    return Node.select(x.abs().lessThan(least), x.zeros(), x);
  }

  /** A mean of squares, 0 where it is almost subnormal, for the same reason. */
  static Node settledSquare(Node x) {
    var least = x.constant(x.dtype() == DType.FLOAT32 ? 1e-36 : 1e-300);
    return Node.select(x.lessThan(least), x.zeros(), x);
  }
}
