package org.backprop.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.backprop.graph.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class StepRuleCheckTest {
  @ParameterizedTest
  @FieldSource("org.backprop.optimizer.Optimizers#ALL")
  void every_step_rule_passes(StepRule rule) {
    assertEquals(List.of(), StepRuleCheck.of(rule));
  }

  @Test
  void a_step_along_the_gradient_is_a_fault() {
    assertEquals(3, StepRuleCheck.of(new Ascent()).size());
  }

  private record Ascent() implements StepRule {
    @Override
    public String name() {
      return "ascent";
    }

    @Override
    public double defaultRate() {
      return 0.1;
    }

    @Override
    public Map<Node, Node> update(Node parameter, Node gradient, Node rate, Node step) {
      return Map.of(parameter, parameter.plus(gradient.times(rate)));
    }
  }
}
