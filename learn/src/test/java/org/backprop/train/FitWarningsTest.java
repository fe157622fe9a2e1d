package org.backprop.train;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backprop.advice.Setting;
import org.backprop.likelihood.Likelihoods;
import org.backprop.model.Model;
import org.backprop.optimizer.Optimizers;
import org.backprop.prepare.Dataset;
import org.backprop.provenance.Provenance;
import org.backprop.provenance.Warning;
import org.backprop.provenance.Warning.Kind;
import org.backprop.table.Table;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A training whose model is doubtful says so, each time for one reason, and no other one does. */
final class FitWarningsTest {
  private static final Table PENGUINS =
      Table.read(Path.of("..", "examples", "data", "penguins.csv"));

  private static Training penguins(String target) {
    return Training.of(PENGUINS, target).hidden(16);
  }

  private static List<Kind> kinds(Training training) {
    return training.run().warnings().stream().map(Warning::kind).toList();
  }

  @Test
  void a_good_training_has_no_warning() {
    assertEquals(List.of(), kinds(penguins("species").learningRate(0.05).patience(5)));
    assertEquals(List.of(), kinds(penguins("body_mass_g").hidden()));
  }

  @ParameterizedTest
  @CsvSource({
    "species, sgd, 1000, 20",
    "species, adam, 20, 20",
    "species, adam, 50, 1",
    "body_mass_g, adam, 1000, 5",
    "body_mass_g, adam, 1000, 1",
  })
  void a_rate_that_is_far_too_high_diverges(
      String target, String optimizer, double rate, int epochs) {
    var training = penguins(target).optimizer(optimizer).learningRate(rate).epochs(epochs);
    var result = training.run();
    var warning = result.warnings().getFirst();
    assertEquals(Kind.DIVERGED, warning.kind(), result.toString());
    assertTrue(result.model().provenance().orElseThrow().isDiverged());
    var remedy = warning.notice().remedies().getFirst();
    assertEquals(Setting.LEARNING_RATE, remedy.setting());
    assertEquals(rate / 10, Double.parseDouble(remedy.values().getFirst()), 1e-12);
  }

  @Test
  void a_loss_that_is_high_but_falling_has_not_diverged() {
    var rows = Dataset.of(new double[][] {{-1}, {1}, {0}}, new double[][] {{-2}, {2}, {0}});
    var far = Map.of("b1", Tensor.of(Shape.of(1), 10.0));
    var trainer =
        Trainer.of(Model.of(features(1), dense(1), normal())).withInitial(far).withEpochs(2);
    assertEquals(List.of(), warnings(trainer.withRate(0.01), rows));
    assertEquals(
        List.of(Kind.DIVERGED),
        warnings(trainer.withOptimizer(Optimizers.sgd()).withRate(2.5), rows));
  }

  private static List<Kind> warnings(Trainer trainer, Dataset rows) {
    var fit = trainer.fit(rows);
    var predictor = fit.trained("y").predictor();
    return FitWarnings.of(
            trainer, fit, rows, predictor.loss(rows), Optional.empty(), OptionalDouble.empty())
        .stream()
        .map(Warning::kind)
        .toList();
  }

  @Test
  void the_best_epoch_at_the_end_asks_for_more() {
    var warning = penguins("species").epochs(8).run().warnings().getFirst();
    assertEquals(Kind.BEST_EPOCH_AT_CAP, warning.kind());
    assertEquals(
        "the best of 8 epochs is the last, so more may be better; use epochs(80)",
        warning.notice().inJava());
  }

  @Test
  void validation_rows_of_another_pattern_are_predicted_no_better_than_by_the_constant() {
    var rising = table(1);
    var training = Training.of(rising, "y").validation(table(-1)).learningRate(0.01).epochs(20);
    var result = training.run();
    var warning = result.warnings().getLast();
    assertEquals(Kind.NO_BETTER_THAN_CONSTANT, warning.kind(), result.toString());
    assertTrue(warning.toString().startsWith("on the validation rows the model is no better"));
    assertTrue(
        kinds(Training.of(rising, "y").validation(rising).learningRate(0.01).epochs(20)).stream()
            .noneMatch(kind -> kind == Kind.NO_BETTER_THAN_CONSTANT));
  }

  /** y rises or falls with x. */
  private static Table table(double slope) {
    var rows = new ArrayList<List<String>>();
    for (var i = 0; i < 40; i++) {
      rows.add(List.of(String.valueOf(i * 0.25), String.valueOf(slope * (i - 19.5) + i % 3)));
    }
    return Table.of(List.of("x", "y"), rows);
  }

  @Test
  void a_training_that_is_ended_or_newton_without_enough_steps_stopped_short() {
    var plan = penguins("species").epochs(50).plan();
    var stopped = plan.run(TrainingListener.until(epoch -> epoch.number() == 3));
    assertEquals(Kind.STOPPED_SHORT, stopped.warnings().getFirst().kind());
    assertTrue(
        stopped
            .warnings()
            .getFirst()
            .toString()
            .startsWith("training was stopped in epoch 3 of at most 50"));
    assertEquals(List.of(Kind.STOPPED_SHORT), kinds(penguins("species").hidden().epochs(1)));
  }

  @Test
  void warnings_are_stored_with_the_provenance() {
    var provenance = penguins("species").epochs(2).run().model().provenance().orElseThrow();
    assertEquals(provenance, Provenance.fromMap(provenance.toMap()));
    var map = provenance.warnings().getFirst().toMap();
    assertEquals("best_epoch_at_cap", map.get("kind"));
    assertEquals(
        List.of(Map.of("setting", "epochs", "values", List.of("20"))), map.get("remedies"));
  }

  @Test
  void the_constant_model_has_the_weighted_mean_and_its_loss() {
    var x = Tensor.of(Shape.of(3, 1), 1.0, 2.0, 3.0);
    var data = Dataset.of(x, Tensor.of(Shape.of(3, 1), 0.0, 1.0, 1.0)).withWeights(2, 1, 1);
    var constant = ConstantModel.of(Likelihoods.bernoulli(), data);
    assertEquals(0.5, constant.mean()[0], 1e-15);
    assertEquals(Math.log(2), constant.loss(data), 1e-12);
    var counts = Dataset.of(x, Tensor.of(Shape.of(3, 1), 1.0, 2.0, 3.0));
    // -mean of y log 2 - 2 - log y!, by hand.
    assertEquals(
        2 - 2 * Math.log(2) + Math.log(12) / 3,
        ConstantModel.of(Likelihoods.poisson(), counts).loss(counts),
        1e-12);
    var classes = Dataset.ofClasses(new double[4][1], new int[] {0, 1, 1, 2}, 3);
    assertEquals(
        1.5 * Math.log(2),
        ConstantModel.of(Likelihoods.categorical(), classes).loss(classes),
        1e-12);
  }

  @Test
  void optimizers_schedules_and_activations_go_by_object_or_name() {
    var named = penguins("species").optimizer("adamw").schedule("cosine").activation("relu").plan();
    var settings =
        penguins("species").optimizer(Optimizers.named("adamw").orElseThrow()).plan().settings();
    assertEquals(settings.learning().optimizer(), named.settings().learning().optimizer());
    assertEquals("relu", named.settings().network().activation().orElseThrow().name());
  }
}
