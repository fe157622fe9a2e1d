package org.backprop.optimizer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.backprop.graph.Node;

/**
 * Stochastic gradient descent, W := W - rate g, with momentum (v := momentum v + g, and v in place
 * of g), Nesterov's look ahead (g + momentum v) and weight decay (g + decay W).
 */
public record Sgd(double momentum, boolean nesterov, double weightDecay) implements StepRule {
  public Sgd {
    Optimizer.checkWeightDecay(weightDecay);
  }

  @Override
  public String name() {
    return nesterov ? "nesterov" : momentum > 0 ? "momentum" : "sgd";
  }

  @Override
  public double defaultRate() {
    return momentum > 0 ? 0.01 : 0.1;
  }

  @Override
  public StepRule withWeightDecay(double decay) {
    return new Sgd(momentum, nesterov, decay);
  }

  @Override
  public Map<Node, Node> update(Node parameter, Node gradient, Node rate, Node step) {
    Map<Node, Node> next = new LinkedHashMap<>();
    var direction = weightDecay == 0 ? gradient : gradient.plus(parameter.times(weightDecay));
    if (momentum > 0) {
      var velocity = StepRule.state("velocity", parameter);
      var nextVelocity = StepRule.settled(velocity.times(momentum).plus(direction));
      next.put(velocity, nextVelocity);
      direction = nesterov ? direction.plus(nextVelocity.times(momentum)) : nextVelocity;
    }
    next.put(parameter, parameter.minus(direction.times(rate)));
    return next;
  }
}
