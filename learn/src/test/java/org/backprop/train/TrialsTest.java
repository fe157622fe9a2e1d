package org.backprop.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.advice.SettingException;
import org.backprop.table.DataException;
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

  /** Of x1 between 0.001 and 1000, evenly on a logarithmic scale, y as a sine of its logarithm. */
  private static Table magnitudes(int rows) {
    var random = new SplittableRandom(11);
    return Table.of(
        List.of("x1", "x2", "y"),
        Stream.generate(
                () -> {
                  var log = 6 * random.nextDouble() - 3;
                  var y = Math.sin(log) + 0.01 * random.nextDouble();
                  return List.of(
                      "" + Math.pow(10, log), "" + random.nextDouble(), String.valueOf(y));
                })
            .limit(rows)
            .toList());
  }

  private static Optional<Notice> notice(TrainingResult result, Setting setting) {
    return result.notices().stream()
        .filter(notice -> notice.remedies().stream().anyMatch(it -> it.setting() == setting))
        .findFirst();
  }

  @Test
  void a_column_that_spans_magnitudes_gets_a_logarithmic_scale_and_its_setting_repeats_it() {
    var result = Training.of(magnitudes(200), "y").hidden(8).epochs(60).run();
    var fact = notice(result, Setting.LOG_SCALE).orElseThrow().fact();
    assertTrue(fact.startsWith("A logarithmic scale for x1 kept: on the validation rows"), fact);
    assertEquals(List.of("x1"), result.model().preparation().orElseThrow().logColumns());
    var stated = Training.of(magnitudes(200), "y").hidden(8).epochs(60).logScale("x1");
    assertEquals(stated.run().model().parameters(), result.model().parameters());
    var off = Training.of(magnitudes(200), "y").hidden(8).epochs(60).logScale();
    assertEquals(List.of(), off.plan().alternatives());
    assertEquals(List.of(), off.plan().data().preparation().orElseThrow().logColumns());
  }

  @Test
  void a_fit_without_hidden_layers_refuses_a_logarithmic_scale() {
    var training = Training.of(magnitudes(40), "y").hidden();
    assertEquals(List.of(), training.plan().data().preparation().orElseThrow().logColumns());
    training.logScale("x1");
    var refused = assertThrows(SettingException.class, training::plan);
    assertEquals(
        "a logarithmic scale is for models with hidden layers; leave it out, or use hidden(64)",
        refused.getMessage());
  }

  @Test
  void only_columns_of_numbers_have_a_logarithmic_scale() {
    var rows = Stream.of("a", "b", "a", "b").map(word -> List.of(word, word)).toList();
    var training = Training.of(Table.of(List.of("word", "y"), rows), "y").logScale("word");
    assertEquals(
        "word holds no numbers, so it has no logarithmic scale; name another column.",
        assertThrows(DataException.class, training::plan).getMessage());
  }

  /** 40 columns of noise for 60 rows, of which one column with more noise is the target. */
  private static Table wide() {
    var random = new SplittableRandom(3);
    var names = IntStream.rangeClosed(0, 40).mapToObj(i -> i == 0 ? "y" : "x" + i).toList();
    return Table.of(
        names,
        Stream.generate(
                () -> {
                  var row = random.doubles(41).map(x -> 2 * x - 1).toArray();
                  row[0] = row[1] + row[0];
                  return Arrays.stream(row).mapToObj(String::valueOf).toList();
                })
            .limit(60)
            .toList());
  }

  @Test
  void a_wide_table_tries_weight_decay_and_its_setting_repeats_the_better_one() {
    var training = Training.of(wide(), "y").hidden(16).epochs(60);
    var tried = training.plan().alternatives().stream().map(Alternative::text).toList();
    assertEquals(List.of("a weight decay of 0.001 or a weight decay of 0.01"), tried);
    var result = training.run();
    var fact = notice(result, Setting.WEIGHT_DECAY).orElseThrow().fact();
    var kept = result.plan().trainer().optimizer();
    var name =
        kept.weightDecay() == 0 ? "No weight decay" : "A weight decay of " + kept.weightDecay();
    assertTrue(fact.startsWith(name + " kept: on the validation rows"), fact);
    var stated = training.optimizer(kept);
    assertEquals(List.of(), stated.plan().alternatives());
    assertEquals(stated.run().model().parameters(), result.model().parameters());
  }

  @Test
  void training_goes_on_while_the_validation_loss_falls() {
    var slow = Training.of(linear(40), "y").hidden(4).learningRate(1e-4);
    var result = slow.run();
    var ran = result.fit().epochs().size();
    assertTrue(ran > 300 && ran <= 3000, ran + " epochs");
    var settled = result.plan().trainer().epochs();
    assertTrue(settled >= ran && settled % 300 == 0, settled + " epochs settled");
    assertTrue(
        notice(result, Setting.EPOCHS)
            .orElseThrow()
            .inJava()
            .matches(
                "After 300 epochs the validation loss still fell: training was extended to \\d+,"
                    + " and the best epoch is \\d+; to end earlier, use epochs\\(300\\)."));
    assertEquals(result.model().parameters(), slow.epochs(settled).run().model().parameters());
    assertEquals(300, slow.epochs(300).run().fit().epochs().size());
  }

  @Test
  void a_schedule_that_ends_is_not_extended() {
    var plan = Training.of(linear(40), "y").schedule("cosine").plan();
    assertEquals(300, plan.settings().stopping().lastEpoch());
  }

  @Test
  void an_alternative_that_diverges_is_left_out() {
    var plan = Training.of(linear(100), "y").hidden(64).epochs(3).plan();
    var diverging =
        new Alternative(
            "0.001",
            List.of(
                new Alternative.Value(
                    "a rate of 1e30",
                    usual ->
                        usual.with(
                            usual
                                .settings()
                                .with(usual.settings().learning().withLearningRate(1e30))))),
            0,
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
