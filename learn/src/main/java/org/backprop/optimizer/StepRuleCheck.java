package org.backprop.optimizer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.backprop.engine.Engine;
import org.backprop.graph.Node;
import org.backprop.part.Faults;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * Checks that the first step of a rule goes against the gradient, that it changes every parameter
 * and state that it reads, and that weight decay draws a parameter to 0. Every step rule of this
 * library passes.
 */
public final class StepRuleCheck {
  private StepRuleCheck() {}

  /**
   * Checks a rule at its usual learning rate.
   *
   * @return a sentence for each fault; empty if there is none
   */
  public static List<String> of(StepRule rule) {
    var faults = Faults.none();
    faults.attempt("a step of " + rule.name(), () -> steps(rule, faults));
    return faults.sentences();
  }

  private static void steps(StepRule rule, Faults faults) {
    if (!(stepped(rule, 1) < stepped(rule, 0))) {
      faults.add(rule.name() + " does not lower a parameter with the gradient 1");
    }
    if (!(stepped(rule, -1) > stepped(rule, 0))) {
      faults.add(rule.name() + " does not raise a parameter with the gradient -1");
    }
    if (!(stepped(rule.withWeightDecay(0.5), 0) < stepped(rule.withWeightDecay(0), 0))) {
      faults.add(rule.name() + " with weight decay 0.5 does not lower the parameter 1");
    }
  }

  /** The parameter 1 after the first step. */
  private static double stepped(StepRule rule, double gradient) {
    var parameter = Node.variable("W", DType.FLOAT64, Shape.SCALAR);
    var one = parameter.constant(1);
    var update =
        Updates.of(
            rule,
            List.of(parameter),
            List.of(parameter.constant(gradient)),
            parameter.constant(rule.defaultRate()),
            one);
    Map<Node, Tensor> given = new HashMap<>();
    update.keySet().forEach(state -> given.put(state, Tensor.zeros(DType.FLOAT64, Shape.SCALAR)));
    given.put(parameter, Tensor.scalar(DType.FLOAT64, 1));
    return Engine.evaluate(Objects.requireNonNull(update.get(parameter)), given).item();
  }
}
