package org.backprop.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.backprop.advice.Notice;
import org.backprop.layer.Activations;
import org.backprop.likelihood.Likelihoods;
import org.backprop.likelihood.Support;
import org.backprop.modelfile.ModelFile;
import org.backprop.optimizer.Optimizers;
import org.backprop.optimizer.Schedules;
import org.backprop.oracle.Trained;
import org.backprop.prepare.Missing;
import org.backprop.score.ClassScores;
import org.backprop.score.NumberScores;
import org.backprop.table.ColumnType;
import org.backprop.table.DataException;
import org.backprop.table.Table;
import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingTest {
  @TempDir private Path folder;

  private static Training of(String target) {
    return Training.of(Trained.table(120), target)
        .ignore(
            List.of("kind", "yes", "count", "price").stream()
                .filter(column -> !column.equals(target))
                .toArray(String[]::new));
  }

  @Test
  void everything_that_is_said_reaches_the_plan() {
    var plan =
        of("kind")
            .hidden(7, 5)
            .activation(Activations.SILU)
            .dropout(0.1)
            .optimizer(Optimizers.momentum(0.9))
            .learningRate(0.02)
            .schedule(Schedules.COSINE)
            .batch(16)
            .epochs(11)
            .patience(4)
            .clip(3)
            .precision(DType.FLOAT64)
            .seed(99)
            .test(0.1)
            .plan();
    var trainer = plan.trainer();
    var features = plan.data().training().features();
    assertEquals(
        "features("
            + features
            + "), dense(7), silu(), dropout(0.1), dense(5), silu(), dropout(0.1), dense(3),"
            + " categorical()",
        trainer.model().toString());
    assertEquals("momentum", trainer.optimizer().name());
    assertEquals(0.02, trainer.rate());
    assertEquals(Schedules.COSINE, trainer.learning().schedule());
    assertEquals(16, trainer.batch());
    assertEquals(11, trainer.epochs());
    assertEquals(4, trainer.stopping().patience());
    assertEquals(3, trainer.learning().clip().orElseThrow());
    assertEquals(99, trainer.execution().seed());
    assertEquals(DType.FLOAT64, plan.data().training().x().dtype());
    assertEquals(12, plan.data().test().orElseThrow().rows(), 3);
  }

  @Test
  void without_hidden_layers_it_is_a_regression_in_double_precision() {
    var plan = of("price").hidden().plan();
    assertEquals(DType.FLOAT64, plan.trainer().precision());
    assertEquals("normal", plan.trainer().model().likelihood().name());
    assertEquals(1, plan.trainer().model().layers().size());
  }

  @Test
  void a_result_is_scored_remembered_and_saved() {
    var seen = new ArrayList<Epoch>();
    var plan = of("kind").hidden(8).learningRate(0.02).epochs(30).test(0.2).plan();
    var result = plan.run(seen::add);
    assertEquals(seen, result.fit().epochs());
    assertTrue(result.seconds() > 0);
    var test = (ClassScores) result.test().orElseThrow();
    assertTrue(test.accuracy() > test.baselineAccuracy(), test.toString());
    var provenance = result.model().provenance().orElseThrow();
    assertEquals(result.fit().history(), provenance.history());
    assertEquals(result.fit().bestEpoch(), provenance.history().bestEpoch());
    assertEquals(List.of("train", "validation", "test"), List.copyOf(provenance.scores().keySet()));
    assertEquals(plan.settings().toMap(), provenance.settings());
    var path = folder.resolve("kind.safetensors");
    ModelFile.save(result.model(), path);
    var loaded = ModelFile.load(path);
    assertEquals(provenance.toString(), loaded.provenance().orElseThrow().toString());
    var row = Map.of("length", 11, "colour", "red", "noise", 5);
    assertEquals(result.model().predict(row).toString(), loaded.predict(row).toString());
  }

  @Test
  void the_dispersion_is_the_residual_variance_of_the_validation_rows() {
    var result = of("price").hidden(8).learningRate(0.02).epochs(40).run();
    var validation = (NumberScores) result.validation().orElseThrow();
    var model = result.model();
    var deviation = Math.sqrt(model.dispersion()) * validation.baselineRmse();
    assertEquals(validation.rmse(), deviation, 0.3 * validation.rmse());
    assertTrue(validation.coverage() > 0.7, validation.toString());
  }

  @Test
  void the_same_seed_gives_the_same_model_and_another_seed_another() {
    var first = of("kind").hidden(4).epochs(3).run().model().parameters();
    assertEquals(first, of("kind").hidden(4).epochs(3).run().model().parameters());
    assertNotEquals(first, of("kind").hidden(4).epochs(3).seed(2).run().model().parameters());
  }

  @Test
  void validation_and_test_rows_may_be_given() {
    var other = Trained.table(40);
    var plan = of("kind").validation(other).test(other).plan();
    assertEquals(120, plan.data().training().rows());
    assertEquals(40, plan.data().validation().orElseThrow().rows());
    assertEquals(40, plan.data().test().orElseThrow().rows());
    assertTrue(of("kind").validation(0).plan().data().validation().isEmpty());
  }

  @Test
  void balanced_classes_have_the_same_weight() {
    var data = of("yes").balanced().plan().data().training();
    var sums = new double[2];
    for (var i = 0; i < data.rows(); i++) {
      sums[(int) data.y().at(i)] += data.weights().at(i);
    }
    assertEquals(sums[0], sums[1], 1e-3 * sums[0]);
    var e = assertThrows(DataException.class, () -> of("price").balanced().plan());
    assertEquals("price has no classes to balance; leave balanced() out", e.getMessage());
  }

  @Test
  void likelihood_types_and_the_positive_class_may_be_stated() {
    var plan = of("yes").positive("no").type("noise", ColumnType.WORDS).plan();
    assertTrue(
        plan.data().target().toString().contains("[yes, no]"), plan.data().target().toString());
    assertEquals(
        "gamma", of("price").likelihood("GAMMA").plan().data().choice().likelihood().name());
    var e = assertThrows(DataException.class, () -> of("price").likelihood("gama").plan());
    assertEquals("there is no likelihood \"gama\"; did you mean \"gamma\"?", e.getMessage());
  }

  @Test
  void every_likelihood_trains() {
    for (var likelihood : Likelihoods.ALL) {
      var target =
          switch (likelihood.encoding()) {
            case ONE_HOT -> "kind";
            case BINARY -> "yes";
            case STANDARDIZED -> "price";
            case IDENTITY -> likelihood.support().equals(Support.COUNTS) ? "count" : "price";
          };
      var result = of(target).likelihood(likelihood.name()).hidden(4).epochs(2).run();
      assertTrue(Double.isFinite(result.train().loss()), likelihood.name());
      assertTrue(Double.isFinite(result.train().logLikelihood()), likelihood.name());
    }
  }

  @Test
  void rows_without_target_and_rare_classes_are_noticed() {
    var rows = new ArrayList<List<String>>();
    IntStream.range(0, 60)
        .forEach(
            i -> rows.add(List.of("" + (i * 7 % 60), i < 3 ? "rare" : i % 2 == 0 ? "a" : "b")));
    rows.add(List.of("3", ""));
    var notices =
        Training.of(Table.of(List.of("x", "y"), rows), "y").plan().data().notices().stream()
            .map(Notice::inJava)
            .toList();
    assertTrue(notices.contains("1 row without y left out."), notices.toString());
    assertTrue(
        notices.contains(
            "Fewer than 5 training rows of y rare (2); metrics for them are unreliable."),
        notices.toString());
  }

  @Test
  void a_table_whose_every_row_lacks_a_value_cannot_be_trained_on_by_dropping() {
    var rows = new ArrayList<List<String>>();
    IntStream.range(0, 40)
        .forEach(i ->
            rows.add(List.of(i % 2 == 0 ? "" + i : "", i % 2 == 1 ? "" + i : "", "" + i * 1.5)));
    var table = Table.of(List.of("a", "b", "y"), rows);
    var e =
        assertThrows(
            DataException.class, () -> Training.of(table, "y").missing(Missing.DROP).plan());
    assertTrue(e.getMessage().contains("use missing(Missing.IMPUTE)"), e.getMessage());
  }

  @Test
  void a_share_of_rows_is_below_one() {
    var e = assertThrows(DataException.class, () -> of("kind").validation(1.5));
    assertEquals(
        "a share of rows is from 0 to below 1, as in 0.2 for a fifth, not 1.5", e.getMessage());
  }
}
