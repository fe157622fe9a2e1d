package org.backprop.optimizer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.backprop.graph.Node;

/** Divides the gradient by the root of the sum of all its squares: Duchi et al. 2011. */
public record Adagrad(double epsilon, double weightDecay) implements StepRule {
  public Adagrad {
    Optimizer.checkWeightDecay(weightDecay);
  }

  @Override
  public String name() {
    return "adagrad";
  }

  @Override
  public double defaultRate() {
    return 0.05;
  }

  @Override
  public StepRule withWeightDecay(double decay) {
    return new Adagrad(epsilon, decay);
  }

  @Override
  public Map<Node, Node> update(Node parameter, Node gradient, Node rate, Node step) {
    var coupled = weightDecay == 0 ? gradient : gradient.plus(parameter.times(weightDecay));
    var g = StepRule.settled(coupled);
    var square = StepRule.state("square", parameter);
    var nextSquare = square.plus(g.squared());
    Map<Node, Node> next = new LinkedHashMap<>();
    next.put(square, nextSquare);
    next.put(parameter, parameter.minus(g.dividedBy(nextSquare.sqrt().plus(epsilon)).times(rate)));
    return next;
  }
}
