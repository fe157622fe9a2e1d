package org.backprop.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.table.Table;
import org.junit.jupiter.api.Test;

final class TrialsTest {
  /** Numbers x1 and x2 between -2 and 2, and y as a function of them. */
  private static Table table(int rows, DoubleBinaryOperator y) {
    var random = new SplittableRandom(7);
    return Table.of(
        List.of("x1", "x2", "y"),
        Stream.generate(
                () -> {
                  var x1 = 4 * random.nextDouble() - 2;
                  var x2 = 4 * random.nextDouble() - 2;
                  return List.of("" + x1, "" + x2, "" + y.applyAsDouble(x1, x2));
                })
            .limit(rows)
            .toList());
  }

  private static Table curved(int rows) {
    return table(rows, (x1, x2) -> Math.sin(2 * x1) * Math.sin(2 * x2));
  }

  private static Table linear(int rows) {
    return table(rows, (x1, x2) -> 2 * x1 - x2 + 0.3 * Math.sin(1000 * x1));
  }

  private static Object hidden(TrainingResult result) {
    return result.model().provenance().orElseThrow().setting("network", "hidden").orElseThrow();
  }

  private static Notice lastNotice(TrainingResult result) {
    return result.model().provenance().orElseThrow().choice().notices().getLast();
  }

  @Test
  void a_curved_function_gets_the_deeper_network_and_its_setting_repeats_it() {
    var result = Training.of(curved(500), "y").epochs(120).run();
    assertEquals(List.of(128, 128), hidden(result));
    assertEquals(List.of(128, 128), result.plan().settings().network().hidden().orElseThrow());
    var fact = lastNotice(result).fact();
    assertTrue(fact.startsWith("Two hidden layers of 128 kept: on the validation rows"), fact);
    assertTrue(fact.contains(" standard errors"), fact);
    assertEquals(List.of(Remedy.of(Setting.HIDDEN, "64")), lastNotice(result).remedies());
    var stated = Training.of(curved(500), "y").epochs(120).hidden(128, 128).run();
    assertEquals(stated.model().parameters(), result.model().parameters());
    assertEquals(stated.validation(), result.validation());
  }

  @Test
  void a_straight_function_keeps_the_textbooks_network_and_says_so() {
    var result = Training.of(linear(300), "y").epochs(60).run();
    assertEquals(List.of(64), hidden(result));
    var fact = lastNotice(result).fact();
    assertTrue(fact.startsWith("One hidden layer of 64 kept: on the validation rows"), fact);
    var stated = Training.of(linear(300), "y").epochs(60).hidden(64).run();
    assertEquals(stated.model().parameters(), result.model().parameters());
  }

  @Test
  void an_alternative_that_diverges_is_left_out() {
    var plan = Training.of(linear(100), "y").hidden(64).epochs(3).plan();
    var diverging =
        new Alternative(
            "a rate of 1e30",
            "0.001",
            usual ->
                usual.with(
                    usual.settings().with(usual.settings().learning().withLearningRate(1e30))),
            Remedy.of(Setting.HIDDEN, "64"));
    var result =
        new TrainingPlan(plan.data(), plan.settings(), Optional.empty(), List.of(diverging)).run();
    assertEquals(0.001, result.plan().trainer().rate());
  }

  @Test
  void only_tables_with_validation_rows_and_no_stated_layers_have_alternatives() {
    assertEquals(1, Training.of(linear(100), "y").plan().alternatives().size());
    assertEquals(List.of(), Training.of(linear(100), "y").hidden(64).plan().alternatives());
    assertEquals(List.of(), Training.of(linear(100), "y").hidden().plan().alternatives());
    assertEquals(List.of(), Training.of(linear(100), "y").validation(0).plan().alternatives());
    assertEquals(List.of(), Training.of(linear(20), "y").plan().alternatives());
    assertEquals(List.of(), Training.of(linear(100), "y").epochs(30).plan().alternatives());
  }

  @Test
  void a_large_table_trains_the_textbooks_network_alone_and_says_so() {
    var plan = Training.of(linear(25_001), "y").plan();
    assertEquals(List.of(), plan.alternatives());
    assertEquals(
        "More than 25000 rows: one hidden layer of 64 is trained, no deeper network beside it; one"
            + " that takes longer and may predict better is hidden(128, 128).",
        plan.data().notices().getLast().inJava());
    assertEquals(
        0,
        Training.of(linear(25_001), "y").hidden(64).plan().data().notices().size(),
        "no notice where the layers are stated");
  }
}
