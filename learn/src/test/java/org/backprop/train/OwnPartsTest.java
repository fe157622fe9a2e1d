package org.backprop.train;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.backprop.graph.Node;
import org.backprop.model.Model;
import org.backprop.optimizer.Schedule;
import org.backprop.optimizer.ScheduleCheck;
import org.backprop.optimizer.StepRule;
import org.backprop.optimizer.StepRuleCheck;
import org.backprop.prepare.Dataset;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Optimizers and schedules from outside that are wrong are refused by a training and a check. */
final class OwnPartsTest {
  private static final Model MODEL = Model.of(features(2), dense(3), dense(1), normal());
  private static final Dataset ROWS =
      Dataset.of(new double[][] {{1, 2}, {3, 1}}, new double[][] {{1}, {2}});

  private static String refused(Trainer trainer) {
    return assertThrows(IllegalArgumentException.class, () -> trainer.fit(ROWS)).getMessage();
  }

  private interface Rule extends StepRule {
    @Override
    default String name() {
      return "own";
    }

    @Override
    default double defaultRate() {
      return 0.1;
    }
  }

  @Test
  void a_rule_that_leaves_a_parameter_as_it_is_is_refused() {
    var sentence =
        "own states no next value of W%s, which would never change; put it into the map that update returns";
    var rule = new NoParameter();
    assertEquals(sentence.formatted("1"), refused(Trainer.of(MODEL).withOptimizer(rule)));
    assertEquals(List.of("a step of own fails: " + sentence.formatted("")), StepRuleCheck.of(rule));
  }

  private record NoParameter() implements Rule {
    @Override
    public Map<Node, Node> update(Node parameter, Node gradient, Node rate, Node step) {
      var m = StepRule.state("m", parameter);
      return Map.of(m, m.plus(gradient));
    }
  }

  static Stream<StepRule> unwritten() {
    return Stream.of(new NoState(), new StateTwice());
  }

  @ParameterizedTest
  @MethodSource("unwritten")
  void a_state_without_a_next_value_is_named(StepRule rule) {
    var trained = refused(Trainer.of(MODEL).withOptimizer(rule));
    assertTrue(trained.startsWith("own reads v.W1, v.b1, v.W2, v.b2, but states no"), trained);
    var faults = StepRuleCheck.of(rule);
    assertEquals(1, faults.size(), faults::toString);
    assertTrue(faults.getFirst().contains("own reads v.W, but states no"), faults::toString);
  }

  private record NoState() implements Rule {
    @Override
    public Map<Node, Node> update(Node parameter, Node gradient, Node rate, Node step) {
      var v = StepRule.state("v", parameter);
      return Map.of(parameter, parameter.minus(v.plus(gradient).times(rate)));
    }
  }

  /** Two nodes of one name are two variables. */
  private record StateTwice() implements Rule {
    @Override
    public Map<Node, Node> update(Node parameter, Node gradient, Node rate, Node step) {
      var next = StepRule.state("v", parameter).plus(gradient);
      return Map.of(
          StepRule.state("v", parameter), next, parameter, parameter.minus(next.times(rate)));
    }
  }

  @Test
  void a_state_of_two_parameters_is_refused() {
    var sentence = refused(Trainer.of(MODEL).withOptimizer(new SharedState()));
    assertTrue(sentence.startsWith("own writes count for two parameters;"), sentence);
  }

  private record SharedState() implements Rule {
    private static final Node COUNT = Node.variable("count", DType.FLOAT32, Shape.SCALAR);

    @Override
    public Map<Node, Node> update(Node parameter, Node gradient, Node rate, Node step) {
      return Map.of(COUNT, COUNT.plus(1), parameter, parameter.minus(gradient.times(rate)));
    }
  }

  private record Curve(DoubleUnaryOperator of) implements Schedule {
    @Override
    public String name() {
      return "curve";
    }

    @Override
    public double factor(double progress) {
      return of.applyAsDouble(progress);
    }
  }

  static Stream<Schedule> wrong() {
    return Stream.of(
        new Curve(p -> 0.5 - p),
        new Curve(p -> Math.sqrt(0.9 - p)),
        new Curve(p -> 1 / (1 - p)),
        new Curve(p -> 0),
        new Curve(p -> List.of(1).get((int) (2 * p))));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void a_schedule_that_is_no_factor_is_refused_before_the_first_step(Schedule schedule) {
    var sentence = refused(Trainer.of(MODEL).withSchedule(schedule));
    assertTrue(sentence.startsWith("the schedule curve "), sentence);
    assertEquals(List.of(sentence), ScheduleCheck.of(schedule));
  }

  @Test
  void a_factor_between_the_shares_that_are_checked_is_refused_where_it_is_used() {
    var first = new Curve(p -> p < 1e-4 ? -1 : 1);
    assertEquals(List.of(), ScheduleCheck.of(first));
    var sentence = refused(Trainer.of(MODEL).withSchedule(first).withEpochs(100_000));
    assertTrue(sentence.startsWith("the schedule curve gives -1.0 at progress 1.0E-5;"), sentence);
  }

  @ParameterizedTest
  @FieldSource("org.backprop.optimizer.Schedules#ALL")
  void every_schedule_passes(Schedule schedule) {
    assertEquals(List.of(), ScheduleCheck.of(schedule));
  }
}
