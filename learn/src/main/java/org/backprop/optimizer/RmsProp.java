package org.backprop.optimizer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.backprop.graph.Node;

/**
 * Divides the gradient by the root of its running mean square: Tieleman and Hinton, lecture 6.5 of
 * "Neural networks for machine learning", 2012.
 */
public record RmsProp(double decay, double epsilon, double weightDecay) implements StepRule {
  public RmsProp {
    Optimizer.checkWeightDecay(weightDecay);
  }

  @Override
  public String name() {
    return "rmsprop";
  }

  @Override
  public double defaultRate() {
    return 0.001;
  }

  @Override
  public StepRule withWeightDecay(double rate) {
    return new RmsProp(decay, epsilon, rate);
  }

  @Override
  public Map<Node, Node> update(Node parameter, Node gradient, Node rate, Node step) {
    var coupled = weightDecay == 0 ? gradient : gradient.plus(parameter.times(weightDecay));
    var g = StepRule.settled(coupled);
    var square = StepRule.state("square", parameter);
    var nextSquare = StepRule.settledSquare(square.times(decay).plus(g.squared().times(1 - decay)));
    Map<Node, Node> next = new LinkedHashMap<>();
    next.put(square, nextSquare);
    next.put(parameter, parameter.minus(g.dividedBy(nextSquare.sqrt().plus(epsilon)).times(rate)));
    return next;
  }
}
