package org.backprop.optimizer;

import java.util.Map;
import org.backprop.graph.Node;

/** A rule that moves a parameter against its gradient; the rule is graph, like everything else. */
public sealed interface StepRule extends Optimizer permits Sgd, RmsProp, Adagrad, Adam {

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
}
