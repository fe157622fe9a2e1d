package org.backprop.optimizer;

import java.util.Map;
import org.backprop.graph.Node;

/** A step rule whose gradient has {@code decay} times the parameter added to it. */
record CoupledDecay(StepRule rule, double weightDecay) implements StepRule {
  CoupledDecay {
    Optimizer.checkWeightDecay(weightDecay);
  }

  @Override
  public String name() {
    return rule.name();
  }

  @Override
  public double defaultRate() {
    return rule.defaultRate();
  }

  @Override
  public StepRule withWeightDecay(double decay) {
    return rule.withWeightDecay(decay);
  }

  @Override
  public Map<Node, Node> update(Node parameter, Node gradient, Node rate, Node step) {
    return rule.update(parameter, gradient.plus(parameter.times(weightDecay)), rate, step);
  }
}
