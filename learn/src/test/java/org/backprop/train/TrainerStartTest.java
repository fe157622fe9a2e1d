package org.backprop.train;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.tanh;
import static org.backprop.likelihood.Likelihoods.bernoulli;
import static org.backprop.likelihood.Likelihoods.categorical;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.backprop.likelihood.Likelihoods.poisson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.engine.NonFiniteException;
import org.backprop.engine.Options;
import org.backprop.likelihood.Likelihood;
import org.backprop.model.Model;
import org.backprop.model.Predictor;
import org.backprop.optimizer.Optimizers;
import org.backprop.prepare.Dataset;
import org.backprop.table.DataException;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a training starts, which parameters move, when a listener ends it, and what it refuses. */
final class TrainerStartTest {
  private static final Model NETWORK = Model.of(features(2), dense(4), tanh(), dense(1), normal());

  private static Dataset rows(int count) {
    var x = new double[count][2];
    var y = new double[count][1];
    for (var i = 0; i < count; i++) {
      x[i] = new double[] {Math.sin(i), Math.cos(3 * i)};
      y[i][0] = 2 * x[i][0] - x[i][1] + 1;
    }
    return Dataset.of(x, y);
  }

  private static Trainer trainer() {
    return Trainer.of(NETWORK).withRate(0.01).withBatch(8);
  }

  @Test
  void training_starts_from_the_parameters_given() {
    var first = trainer().withEpochs(5).fit(rows(32));
    var still = trainer().withInitial(first.parameters()).withRate(1e-300).withEpochs(1);
    assertEquals(first.parameters(), still.fit(rows(32)).parameters());
    var next = trainer().withInitial(first.parameters()).withEpochs(1).fit(rows(32));
    assertTrue(next.epochs().getFirst().loss() < first.epochs().getLast().loss(), next.toString());
  }

  @Test
  void parameters_that_are_not_given_are_drawn_as_without_any() {
    var drawn = trainer().withRate(1e-300).withEpochs(1).fit(rows(8)).parameters();
    var w2 = Tensor.filled(DType.FLOAT64, Shape.of(4, 1), 0.25);
    var start = trainer().withInitial(Map.of("W2", w2)).withRate(1e-300).withEpochs(1);
    var parameters = start.fit(rows(8)).parameters();
    assertEquals(drawn.get("W1"), parameters.get("W1"));
    assertEquals(w2.to(DType.FLOAT32), parameters.get("W2"));
  }

  @Test
  void newton_starts_from_the_parameters_given() {
    var model = Model.of(features(2), dense(1), poisson());
    var x = new double[][] {{0, 1}, {1, 0}, {1, 1}, {0, 0}, {2, 1}};
    var data = Dataset.of(x, new double[][] {{1}, {2}, {5}, {0}, {9}});
    var newton = Trainer.of(model).withOptimizer(Optimizers.newton()).withPrecision(DType.FLOAT64);
    var fit = newton.fit(data);
    assertEquals(StopReason.CONVERGED, fit.stopReason());
    var again = newton.withInitial(fit.parameters()).fit(data);
    assertTrue(again.epochs().size() < fit.epochs().size(), again.toString());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void frozen_parameters_keep_their_values_and_the_others_move(boolean interpret) {
    var options = Options.defaults().withInterpret(interpret);
    var drawn = trainer().withRate(1e-300).withEpochs(1).fit(rows(32)).parameters();
    var fit = trainer().withOptions(options).withFrozen("W1", "b1").withEpochs(3).fit(rows(32));
    assertEquals(drawn.get("W1"), fit.parameters().get("W1"));
    assertEquals(drawn.get("b1"), fit.parameters().get("b1"));
    assertNotEquals(drawn.get("W2"), fit.parameters().get("W2"));
    assertEquals(drawn.keySet(), fit.parameters().keySet());
  }

  @Test
  void wrong_names_and_shapes_are_refused_in_sentences() {
    var w1 = Tensor.filled(DType.FLOAT64, Shape.of(3, 4), 0);
    assertSays("no parameter \"W3\"; did you mean \"W1\"?", () -> trainer().withFrozen("W3"));
    assertSays(
        "W1 have the shape [3, 4], but the model needs [2, 4]",
        () -> trainer().withInitial(Map.of("W1", w1)));
    assertSays(
        "b2 must be finite",
        () ->
            trainer()
                .withInitial(Map.of("b2", Tensor.filled(DType.FLOAT64, Shape.of(1), Double.NaN))));
    assertSays("every parameter is frozen", () -> trainer().withFrozen("W1", "b1", "W2", "b2"));
    assertSays(
        "newton moves all parameters",
        () -> trainer().withFrozen("W1").withOptimizer(Optimizers.newton()));
  }

  private static void assertSays(String words, Runnable action) {
    var e = assertThrows(RuntimeException.class, action::run);
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  @Test
  void a_listener_ends_the_training_and_the_best_parameters_are_kept() {
    var validation = Optional.of(rows(9));
    var fit =
        trainer()
            .withEpochs(50)
            .fit(rows(32), validation, TrainingListener.until(epoch -> epoch.number() == 4));
    assertEquals(4, fit.epochs().size());
    assertEquals(StopReason.REQUEST, fit.stopReason());
    var best = fit.epochs().get(fit.bestEpoch() - 1).validationLoss().orElseThrow();
    var predictor = new Predictor(NETWORK, fit.parameters(), DType.FLOAT32, DType.FLOAT64);
    assertEquals(best, predictor.loss(validation.get()));
    assertEquals(trainer().withEpochs(4).fit(rows(32)).parameters(), last(4));
  }

  private static Map<String, Tensor> last(int epoch) {
    return trainer()
        .withEpochs(50)
        .fit(rows(32), Optional.empty(), TrainingListener.until(e -> e.number() == epoch))
        .parameters();
  }

  @Test
  void a_listener_ends_the_training_within_an_epoch_after_a_step() {
    var told = new ArrayList<Epoch>();
    var listener =
        new TrainingListener() {
          private int steps;

          @Override
          public void epoch(Epoch epoch) {
            told.add(epoch);
          }

          @Override
          public boolean isStopping() {
            return ++steps >= 2;
          }
        };
    var fit = trainer().withEpochs(50).fit(rows(32), Optional.of(rows(9)), listener);
    assertEquals(1, told.size());
    assertEquals(StopReason.REQUEST, fit.stopReason());
    assertEquals(1, fit.bestEpoch());
    var whole = trainer().withEpochs(1).fit(rows(32));
    assertNotEquals(whole.parameters(), fit.parameters());
  }

  @Test
  void a_fit_says_why_it_ended() {
    assertEquals(StopReason.EPOCHS, trainer().withEpochs(2).fit(rows(8)).stopReason());
    var patient = trainer().withRate(3).withEpochs(300).withPatience(2);
    var fit = patient.fit(rows(32), Optional.of(rows(9)), epoch -> {});
    assertEquals(StopReason.PATIENCE, fit.stopReason());
  }

  @Test
  void a_last_step_that_overflows_is_an_error() {
    var trainer = Trainer.of(NETWORK).withOptimizer(Optimizers.sgd()).withRate(1e38).withEpochs(1);
    var far = Dataset.of(new double[][] {{1, 1}}, new double[][] {{1e3}});
    var e = assertThrows(NonFiniteException.class, () -> trainer.fit(far));
    assertTrue(e.getMessage().contains("training diverged"), e.getMessage());
  }

  private static void assertRefused(
      String words, Likelihood likelihood, int features, int outputs, double[]... y) {
    var model = Model.of(features(2), dense(outputs), likelihood);
    var data = Dataset.of(new double[y.length][features], y);
    assertSays(words, () -> Trainer.of(model).withEpochs(1).fit(data));
  }

  @Test
  void rows_that_do_not_fit_the_model_are_refused_in_sentences() {
    assertRefused("the model takes features(2), but x", normal(), 3, 1, new double[] {1});
    assertRefused("the model has 1 output, but y", normal(), 2, 1, new double[] {1, 2});
    assertRefused(
        "the target of training row 1 (from 0) is -1.0, but poisson() is for whole numbers from 0",
        poisson(),
        2,
        1,
        new double[] {1},
        new double[] {-1});
    assertRefused("is 2.0, but bernoulli() is for 0 and 1", bernoulli(), 2, 1, new double[] {2});
    assertRefused(
        "is [1.0, 1.0, 0.0], but categorical() is for probabilities",
        categorical(),
        2,
        3,
        new double[] {1, 1, 0});
    var model = Model.of(features(2), dense(1), normal());
    var weightless = Dataset.of(new double[1][2], new double[1][1]).withWeights(0);
    assertSays("every training row has the weight 0", () -> Trainer.of(model).fit(weightless));
    var validation = Optional.of(Dataset.of(new double[1][3], new double[1][1]));
    assertSays(
        "x of the validation rows",
        () -> Trainer.of(model).withEpochs(1).fit(rows(3), validation, epoch -> {}));
  }

  @Test
  void probabilities_of_classes_are_targets() {
    var model = Model.of(features(2), dense(2), categorical());
    var data = Dataset.of(new double[1][2], new double[][] {{0.3, 0.7}});
    assertEquals(1, Trainer.of(model).withEpochs(1).fit(data).epochs().size());
  }

  @Test
  void a_fit_is_a_trained_model_in_one_call() {
    var fit = trainer().withEpochs(2).fit(rows(8));
    var predictor = new Predictor(NETWORK, fit.parameters(), DType.FLOAT32, DType.FLOAT64);
    var mean = predictor.means(Tensor.of(Shape.of(1, 2), 0.5, 0.5)).at(0);
    assertEquals(mean, fit.trained("y").predict(0.5, 0.5).mean());
    assertTrue(fit.dispersion() > 0);
    assertThrows(DataException.class, () -> fit.trained("y", "a", "b"));
  }

  private enum Side {
    LEFT,
    RIGHT
  }

  @Test
  void classes_are_named_by_texts_or_objects() {
    var model = Model.of(features(1), dense(1), bernoulli());
    var data = Dataset.of(new double[][] {{-1}, {1}}, new double[][] {{0}, {1}});
    var fit = Trainer.of(model).withEpochs(200).withRate(0.1).fit(data);
    var named = fit.trained("side", "LEFT", "RIGHT").predict(1.0);
    assertEquals(
        List.of("LEFT", "RIGHT"),
        fit.trained("side", (Object[]) Side.values()).predict(1.0).levels());
    assertTrue(named.probability("RIGHT") > 0.9);
    assertThrows(DataException.class, () -> fit.trained("side", "LEFT"));
  }
}
