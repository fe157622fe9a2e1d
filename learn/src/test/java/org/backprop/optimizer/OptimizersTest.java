package org.backprop.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.backprop.engine.Engine;
import org.backprop.graph.Node;
import org.backprop.graph.Variable;
import org.backprop.graph.Walk;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class OptimizersTest {
  static Stream<StepRule> all() {
    return Optimizers.ALL.stream();
  }

  @Test
  void names_are_those_of_the_command_line() {
    assertEquals(
        "sgd, momentum, nesterov, rmsprop, adagrad, adam, amsgrad, adamw, newton",
        String.join(", ", Optimizers.names()));
    assertTrue(Optimizers.named("lion").isEmpty());
  }

  @ParameterizedTest
  @MethodSource("all")
  void an_optimizer_is_found_by_its_name_with_the_decay_asked_for(StepRule optimizer) {
    var found = Optimizers.named(optimizer.name().toUpperCase(Locale.ROOT)).orElseThrow();
    assertEquals(optimizer.name(), found.name());
    assertEquals(optimizer.getClass(), found.getClass());
    assertEquals(optimizer.defaultRate(), found.defaultRate());
    assertEquals(0.25, found.withWeightDecay(0.25).weightDecay());
    assertEquals(optimizer.getClass(), found.withWeightDecay(0.25).getClass());
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_step_goes_against_the_gradient(StepRule optimizer) {
    assertTrue(stepped(optimizer, 1) < 1, optimizer.name());
    assertTrue(stepped(optimizer, -1) > 1 - 0.01, optimizer.name());
  }

  @ParameterizedTest
  @MethodSource("all")
  void weight_decay_pulls_towards_zero(StepRule optimizer) {
    var plain = stepped(optimizer.withWeightDecay(0), 0);
    var decaying = stepped(optimizer.withWeightDecay(0.5), 0);
    assertEquals(1, plain, optimizer.name());
    assertTrue(decaying < 1, optimizer.name());
  }

  @ParameterizedTest
  @MethodSource("all")
  void state_is_named_after_its_parameter(StepRule optimizer) {
    var parameter = Node.variable("W1", DType.FLOAT64, Shape.of(2, 3));
    var next = optimizer.update(parameter, parameter.zeros(), one(), one());
    var variables = Walk.sources(Variable.class, List.copyOf(next.keySet()));
    assertEquals(next.size(), variables.size());
    for (var variable : next.keySet()) {
      assertEquals(parameter.type(), variable.type());
      var label = variable.label().orElseThrow();
      assertTrue(variable == parameter || label.endsWith(".W1"), label);
    }
    assertFalse(next.isEmpty());
  }

  private static Node one() {
    return Node.scalar(DType.FLOAT64, 1);
  }

  /** Where the parameter 1 is after one step of rate 0.01. */
  private static double stepped(StepRule optimizer, double gradient) {
    var parameter = Node.variable("W", DType.FLOAT64, Shape.SCALAR);
    var g = Node.scalar(DType.FLOAT64, gradient);
    var next = optimizer.update(parameter, g, one().times(0.01), one());
    var given = new HashMap<Node, Tensor>();
    next.keySet().forEach(variable -> given.put(variable, Tensor.scalar(DType.FLOAT64, 0)));
    given.put(parameter, Tensor.scalar(DType.FLOAT64, 1));
    return Engine.evaluate(next.get(parameter), given).item();
  }
}
