package org.backprop.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.advice.Notice;
import org.backprop.prepare.Dataset;
import org.backprop.table.DataException;
import org.backprop.table.Table;
import org.junit.jupiter.api.Test;

/** Trainings from a table: from a model, with weights of rows, and with rows in two parts. */
final class TrainingStartTest {
  private static final Table PENGUINS =
      Table.read(Path.of("..", "examples", "data", "penguins.csv"));

  private static Training penguins() {
    return Training.of(PENGUINS, "species").epochs(3);
  }

  @Test
  void a_training_goes_on_from_a_model() {
    var first = penguins().hidden(5, 4).dropout(0.1).activation("relu").run();
    var again = penguins().from(first.model()).run();
    assertEquals(first.model().model(), again.model().model());
    assertEquals(first.model().preparation(), again.model().preparation());
    assertTrue(again.train().loss() < first.train().loss(), again.toString());
    assertEquals(List.of(5, 4), again.plan().settings().network().hidden().orElseThrow());
    var still = penguins().from(first.model()).learningRate(1e-300).run();
    assertEquals(first.model().parameters(), still.model().parameters());
  }

  @Test
  void frozen_parameters_of_a_model_stay() {
    var first = penguins().hidden(6).run().model();
    var next = penguins().from(first).frozen("W1", "b1").run().model();
    assertEquals(first.parameters().get("W1"), next.parameters().get("W1"));
    assertNotEquals(first.parameters().get("W2"), next.parameters().get("W2"));
  }

  @Test
  void what_the_model_settles_is_not_stated_again() {
    var model = penguins().run().model();
    var layers = penguins().from(model).hidden(3);
    assertTrue(message(layers::plan).contains("its own layers and likelihood"));
    var other = Training.of(PENGUINS, "island").from(model);
    assertTrue(message(other::plan).contains("predicts species, not island"));
  }

  private static String message(Runnable action) {
    return assertThrows(RuntimeException.class, action::run).getMessage();
  }

  private static Table weighted(String... weights) {
    var rows = new ArrayList<List<String>>();
    for (var i = 0; i < weights.length; i++) {
      rows.add(List.of(String.valueOf(i), String.valueOf(2 * i * i + 1), weights[i]));
    }
    return Table.of(List.of("x", "y", "n"), rows);
  }

  @Test
  void a_column_of_weights_counts_rows_as_often_as_it_states() {
    var once = weighted("1", "1", "1", "1", "1", "1");
    var twice = once.select(new int[] {0, 1, 2, 2, 2, 3, 4, 5});
    var weights = weighted("1", "1", "3", "1", "1", "1");
    var likelihood = "poisson";
    var expected =
        Training.of(twice, "y").ignore("n").hidden().likelihood(likelihood).run().model();
    var actual = Training.of(weights, "y").weights("n").hidden().likelihood(likelihood).run();
    assertEquals(List.of("x"), actual.model().preparation().orElseThrow().features());
    for (var x : new double[] {0.5, 3, 7}) {
      var row = Map.of("x", x);
      assertEquals(
          expected.predict(row).mean(), actual.model().predict(row).mean(), 1e-6, "at " + x);
    }
    assertTrue(
        message(() -> Training.of(weighted("1", "-1", "1", "2"), "y").weights("n").hidden().run())
            .contains("n is \"-1\", but a weight is a number from 0"));
    assertThrows(DataException.class, () -> penguins().weights("mass").run());
  }

  @Test
  void rows_in_two_parts_are_counted() {
    var x = new double[][] {{1, 2}, {3, 4}, {1, 2}, {0.0, 5}};
    var known = Dataset.ofClasses(x, new int[] {0, 1, 0, 1}, 2);
    var rows =
        Dataset.ofClasses(
            new double[][] {{1, 2}, {1, 2}, {-0.0, 5}, {3, 4}, {2, 1}},
            new int[] {0, 1, 1, 1, 0},
            2);
    assertEquals(3, SharedRows.count(known, rows));
    assertEquals(0, SharedRows.count(known, rows.select(new int[] {1, 4})));
  }

  @Test
  void rows_in_two_parts_are_reported() {
    var table = PENGUINS.select(new int[] {0, 1, 2, 160, 161, 200, 201, 300, 301});
    var training = Training.of(table, "species").test(table.select(new int[] {3}));
    var notices = training.validation(table.select(new int[] {0, 8})).plan().data().notices();
    var texts = notices.stream().map(Notice::fact).toList();
    assertTrue(
        texts.contains(
            "2 of 2 validation rows have the same values as training rows, target included"),
        texts.toString());
    assertTrue(
        texts.stream().anyMatch(text -> text.startsWith("1 of 1 test row ")), texts.toString());
    assertEquals(
        Optional.empty(),
        penguins().plan().data().notices().stream()
            .filter(notice -> notice.fact().contains("the same values"))
            .findFirst());
  }
}
