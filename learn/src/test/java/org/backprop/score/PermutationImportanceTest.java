package org.backprop.score;

import static org.backprop.likelihood.Likelihoods.categorical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.backprop.layer.Activations;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.Likelihoods;
import org.backprop.model.Model;
import org.backprop.model.TrainedModel;
import org.backprop.oracle.Trained;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.Target;
import org.backprop.table.DataException;
import org.backprop.table.Table;
import org.backprop.tensor.DType;
import org.backprop.train.Trainer;
import org.junit.jupiter.api.Test;

final class PermutationImportanceTest {

  /** A model of the table that has really learned its target. */
  private static TrainedModel trained(String target, Likelihood likelihood) {
    var start = Trained.of(target, likelihood, DType.FLOAT32);
    Dataset data = start.preparation().orElseThrow().examples(Trained.table(200)).data();
    var fit = Trainer.of(start.model()).withRate(0.03).withEpochs(60).fit(data);
    return new TrainedModel(
        start.model(),
        fit.parameters(),
        DType.FLOAT32,
        start.preparation(),
        start.target(),
        1,
        start.provenance());
  }

  private static List<String> columns(List<ColumnImportance> all) {
    return all.stream().map(ColumnImportance::column).toList();
  }

  @Test
  void the_column_that_makes_the_class_comes_first() {
    var all = PermutationImportance.of(trained("kind", categorical()), Trained.table(150), 5, 1);
    assertEquals("length", all.getFirst().column());
    assertTrue(all.getFirst().importance() > 0.3, all.toString());
    assertTrue(all.getFirst().loss() > 0.3, all.toString());
    assertTrue(all.getFirst().importanceDeviation() > 0);
    assertTrue(all.getLast().importance() < 0.1, all.toString());
    assertEquals(3, all.size());
  }

  @Test
  void all_columns_of_a_word_are_shuffled_together() {
    var all =
        PermutationImportance.of(trained("yes", Likelihoods.bernoulli()), Trained.table(150), 3, 1);
    assertEquals("colour", all.getFirst().column());
    assertTrue(all.getFirst().importance() > 0.2, all.toString());
  }

  @Test
  void a_number_loses_accuracy_in_its_own_units() {
    var all =
        PermutationImportance.of(trained("price", Likelihoods.normal()), Trained.table(150), 3, 1);
    assertEquals("length", all.getFirst().column());
    assertTrue(all.getFirst().importance() > 60, all.toString());
  }

  @Test
  void the_same_seed_gives_the_same_answer() {
    var model = Trained.of("kind", categorical(), DType.FLOAT32);
    var table = Trained.table(50);
    var first = PermutationImportance.of(model, table, 2, 1);
    assertEquals(first, PermutationImportance.of(model, table, 2, 1));
    assertNotEquals(first, PermutationImportance.of(model, table, 2, 2));
    assertEquals(columns(first).stream().sorted().toList(), List.of("colour", "length", "noise"));
  }

  @Test
  void one_repeat_has_no_deviation() {
    var model = Trained.of("kind", categorical(), DType.FLOAT32);
    var all = PermutationImportance.of(model, Trained.table(50), 1, 1);
    assertEquals(Double.NaN, all.getFirst().lossDeviation());
  }

  @Test
  void what_cannot_be_scored_is_refused() {
    var model = Trained.of("kind", categorical(), DType.FLOAT32);
    var table = Trained.table(5);
    assertThrows(
        IllegalArgumentException.class, () -> PermutationImportance.of(model, table, 0, 1));
    var empty = Table.of(table.columns(), List.of());
    var e = assertThrows(DataException.class, () -> PermutationImportance.of(model, empty, 1, 1));
    assertEquals("the table has no row that can be scored; give rows with kind", e.getMessage());
    var images =
        Trained.of(
            Model.network(4, List.of(2), Activations.RELU, 2, categorical()),
            DType.FLOAT32,
            DType.UINT8,
            Optional.empty(),
            new Target.Classes("label", List.of("0", "1"), false));
    e = assertThrows(DataException.class, () -> PermutationImportance.of(images, table, 1, 1));
    assertTrue(e.getMessage().contains("no columns to shuffle"), e.getMessage());
  }
}
