package org.backprop.optimizer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.backprop.graph.Node;

/**
 * Running means of the gradient (m) and its square (v), both corrected for their start at zero:
 * Kingma and Ba 2015, in the order that the end of its section 2 gives: the corrections are numbers
 * that lengthen the step and epsilon, and no element is divided by them. AMSGrad keeps the largest
 * v (Reddi et al. 2018); AdamW decays the weights themselves, not through the gradient (Loshchilov
 * and Hutter 2019).
 */
public record Adam(
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    boolean amsgrad,
    boolean decoupled)
    implements StepRule {
  public Adam {
    Optimizer.checkWeightDecay(weightDecay);
  }

  @Override
  public String name() {
    return decoupled ? "adamw" : amsgrad ? "amsgrad" : "adam";
  }

  @Override
  public double defaultRate() {
    return 0.001;
  }

  @Override
  public StepRule withWeightDecay(double decay) {
    return new Adam(beta1, beta2, epsilon, decay, amsgrad, decoupled);
  }

  @Override
  public Map<Node, Node> update(Node parameter, Node gradient, Node rate, Node step) {
    var coupled = weightDecay != 0 && !decoupled;
    var g =
        StepRule.settled(
            coupled
                ? gradient.plus(parameter.times(weightDecay)).named("gradient with decay")
                : gradient);
    var m = StepRule.state("m", parameter);
    var v = StepRule.state("v", parameter);
    var nextM = StepRule.settled(m.times(beta1).plus(g.times(1 - beta1)));
    var nextV = StepRule.settledSquare(v.times(beta2).plus(g.squared().times(1 - beta2)));
    Map<Node, Node> next = new LinkedHashMap<>();
    next.put(m, nextM);
    next.put(v, nextV);
    var square = nextV;
    if (amsgrad) {
      var largest = StepRule.state("largest", parameter);
      square = largest.maximum(nextV);
      next.put(largest, square);
    }
    var spread = correction("2", beta2, step).sqrt();
    var direction = nextM.dividedBy(square.sqrt().plus(spread.times(epsilon))).named("direction");
    var length = rate.times(spread).dividedBy(correction("1", beta1, step)).named("step length");
    next.put(parameter, decayed(parameter, rate).minus(direction.times(length)));
    return next;
  }

  private Node decayed(Node parameter, Node rate) {
    return decoupled && weightDecay != 0
        ? parameter.times(rate.times(-weightDecay).plus(1)).named("decayed weight")
        : parameter;
  }

  private static Node correction(String number, double beta, Node step) {
    return step.constant(beta).pow(step).oneMinus().named("1 - beta" + number + "^step");
  }
}
