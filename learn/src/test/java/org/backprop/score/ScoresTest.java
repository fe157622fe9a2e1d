package org.backprop.score;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.likelihood.Likelihoods.bernoulli;
import static org.backprop.likelihood.Likelihoods.categorical;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.Likelihoods;
import org.backprop.model.Model;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.Target;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Scores against scikit-learn 1.x on a few rows, and by hand. */
final class ScoresTest {
  private static final double[][] PROBABILITIES = {
    {.72, .18, .1}, {.1, .82, .08}, {.25, .52, .23}, {.3, .27, .43},
    {.62, .28, .1}, {.2, .16, .64}, {.15, .55, .3}, {.72, .18, .1}
  };
  private static final int[] LABELS = {0, 1, 0, 2, 1, 2, 1, 0};
  private static final double[] POSITIVE = {.12, .43, .36, .81, .81, .22, .66, .36};
  private static final double[] PASSED = {0, 0, 1, 1, 0, 0, 1, 0};
  private static final double[] NUMBERS = {3, -1, 4, 1, -5, 9};
  private static final double[] PREDICTED = {2.5, 0, 4, -1, -4.5, 5};
  private static final Target SPECIES =
      new Target.Classes("species", List.of("a", "b", "c"), false);

  /** A model whose pre-activations are its inputs. */
  private static TrainedModel transparent(
      int width, Likelihood likelihood, Target target, double dispersion) {
    var identity = new double[width][width];
    for (var i = 0; i < width; i++) {
      identity[i][i] = 1;
    }
    var parameters =
        Map.of("W1", Tensor.matrix(identity), "b1", Tensor.zeros(DType.FLOAT64, Shape.of(width)));
    var model = Model.of(features(width), dense(width), likelihood);
    return new TrainedModel(
        model, parameters, DType.FLOAT64, Optional.empty(), target, dispersion, Optional.empty());
  }

  private static double[][] column(DoubleStream values) {
    return values.mapToObj(value -> new double[] {value}).toArray(double[][]::new);
  }

  private static double[][] logs() {
    return Arrays.stream(PROBABILITIES)
        .map(row -> Arrays.stream(row).map(Math::log).toArray())
        .toArray(double[][]::new);
  }

  private static ClassScores ofThree(Dataset data) {
    var model = transparent(3, categorical(), SPECIES, 1);
    return (ClassScores) Scores.of(model, data, new double[] {.5, .3, .2});
  }

  @Test
  void three_classes_agree_with_scikit_learn() {
    var scores = ofThree(Dataset.ofClasses(logs(), LABELS, 3));
    assertEquals(8, scores.rows());
    assertEquals(0.75, scores.accuracy());
    assertEquals(0.9333333333333332, scores.auc(), 1e-12);
    assertEquals(0.38587499999999997, scores.brier(), 1e-12);
    assertEquals(-5.402813283279258, scores.logLikelihood(), 1e-12);
    assertEquals(5.402813283279258 / 8, scores.loss(), 1e-12);
    assertEquals(2 * 5.402813283279258, scores.deviance(), 1e-12);
    assertEquals(0.205, scores.calibrationError(), 1e-12);
    assertEquals(0.375, scores.baselineAccuracy());
    assertEquals(-8.910235779525845, scores.baselineLogLikelihood(), 1e-12);
    var confusion = scores.confusion();
    assertArrayEquals(new int[][] {{2, 1, 0}, {1, 2, 0}, {0, 0, 2}}, confusion.toArray());
    assertEquals(1, confusion.count(0, 1));
    assertEquals("[[2, 1, 0], [1, 2, 0], [0, 0, 2]]", confusion.toString());
    for (var k = 0; k < 3; k++) {
      var expected = k == 2 ? 1 : 2.0 / 3;
      assertEquals(expected, confusion.precision(k), 1e-12);
      assertEquals(expected, confusion.recall(k), 1e-12);
      assertEquals(expected, confusion.f1(k), 1e-12);
      assertEquals(k == 2 ? 2 : 3, confusion.support(k));
    }
  }

  @Test
  void two_classes_agree_with_scikit_learn() {
    var target = new Target.Classes("grade", List.of("fail", "pass"), true);
    var logits = column(Arrays.stream(POSITIVE).map(p -> Math.log(p / (1 - p))));
    var data = Dataset.of(logits, column(Arrays.stream(PASSED)));
    var model = transparent(1, bernoulli(), target, 1);
    var scores = (ClassScores) Scores.of(model, data, new double[] {.375});
    assertEquals(0.75, scores.accuracy());
    assertEquals(0.7333333333333333, scores.auc(), 1e-12);
    assertEquals(0.1993375, scores.brier(), 1e-12);
    assertEquals(-4.693319681221296, scores.logLikelihood(), 1e-12);
    assertEquals(0.15125, scores.calibrationError(), 1e-12);
    assertEquals(0.625, scores.baselineAccuracy());
    assertEquals(-5.292505905263857, scores.baselineLogLikelihood(), 1e-12);
    assertArrayEquals(new int[][] {{4, 1}, {1, 2}}, scores.confusion().toArray());
  }

  @Test
  void numbers_agree_with_scikit_learn_in_their_own_units() {
    var target = new Target.Number("price", Likelihoods.normal(), 2, 4);
    var encoded = column(Arrays.stream(PREDICTED).map(y -> (y - 2) / 4));
    var data = Dataset.of(encoded, column(Arrays.stream(NUMBERS).map(y -> (y - 2) / 4)));
    var model = transparent(1, normal(), target, 1.44 / 16);
    var scores = (NumberScores) Scores.of(model, data, new double[] {0});
    assertEquals(1.8929694486000912, scores.rmse(), 1e-12);
    assertEquals(1.3333333333333333, scores.mae(), 1e-12);
    assertEquals(0.8094534711964549, scores.r2(), 1e-12);
    assertEquals(-14.072838317769541, scores.logLikelihood(), 1e-12);
    assertEquals(5.0 / 6, scores.coverage(), 1e-12);
    assertEquals(4.339738855430512, scores.baselineRmse(), 1e-12);
    assertEquals(3.5, scores.baselineMae(), 1e-12);
    var squared = 1.8929694486000912 * 1.8929694486000912 / 16;
    assertEquals(squared / 2 + 0.5 * Math.log(2 * Math.PI), scores.loss(), 1e-12);
    assertEquals(6 * 16 * squared, scores.deviance(), 1e-12);
    assertEquals(
        List.of(
            "rows",
            "loss",
            "log_likelihood",
            "deviance",
            "rmse",
            "mae",
            "r2",
            "coverage_95",
            "baseline"),
        List.copyOf(scores.toMap().keySet()));
    assertEquals(List.of("rmse", "mae"), keys(scores.toMap(), "baseline"));
  }

  @Test
  void a_constant_target_has_no_r2() {
    var target = new Target.Number("price", Likelihoods.normal(), 2, 4);
    var y = column(DoubleStream.of(0.1, 0.1, 0.1));
    var data = Dataset.of(column(DoubleStream.of(0.1, 0.2, 0.3)), y);
    var scores =
        (NumberScores) Scores.of(transparent(1, normal(), target, 1), data, new double[] {0});
    assertTrue(Double.isNaN(scores.r2()));
    assertNull(scores.toMap().get("r2"));
  }

  @Test
  void errors_of_any_size_have_a_root_mean_square() {
    for (var scale : new double[] {1e-200, 1e200}) {
      var target = new Target.Number("price", Likelihoods.normal(), 0, scale);
      var data = Dataset.of(column(Arrays.stream(PREDICTED)), column(Arrays.stream(NUMBERS)));
      var scores =
          (NumberScores) Scores.of(transparent(1, normal(), target, 1), data, new double[] {0});
      assertEquals(1.8929694486000912, scores.rmse() / scale, 1e-12);
      assertEquals(1.3333333333333333, scores.mae() / scale, 1e-12);
      assertEquals(0.8094534711964549, scores.r2(), 1e-12);
    }
  }

  @Test
  void a_saturated_classifier_has_a_finite_log_likelihood() {
    var target = new Target.Classes("grade", List.of("fail", "pass"), true);
    var data = Dataset.of(column(DoubleStream.of(800, -40, 3)), column(DoubleStream.of(0, 1, 1)));
    var scores =
        (ClassScores) Scores.of(transparent(1, bernoulli(), target, 1), data, new double[] {.375});
    assertEquals(-840 - Math.log1p(Math.exp(-3)), scores.logLikelihood(), 1e-12);
    assertEquals(-scores.logLikelihood() / 3, scores.loss(), 1e-12);
    assertEquals(-2 * scores.logLikelihood(), scores.deviance(), 1e-12);
  }

  @Test
  void weights_count_in_the_loss_alone() {
    var data = Dataset.ofClasses(logs(), LABELS, 3);
    var plain = ofThree(data);
    var weighted = ofThree(data.withWeights(0, 0, 1, 0, 0, 0, 0, 0));
    assertEquals(-Math.log(.25), weighted.loss(), 1e-12);
    assertEquals(plain.accuracy(), weighted.accuracy());
    assertEquals(plain.logLikelihood(), weighted.logLikelihood());
    assertEquals(plain.brier(), weighted.brier());
  }

  @Test
  void the_map_has_the_names_of_the_report() {
    var map = ofThree(Dataset.ofClasses(logs(), LABELS, 3)).toMap();
    assertEquals(
        List.of(
            "rows",
            "loss",
            "log_likelihood",
            "deviance",
            "accuracy",
            "auc",
            "brier",
            "calibration_error",
            "confusion",
            "confusion_by_class",
            "classes",
            "baseline"),
        List.copyOf(map.keySet()));
    assertEquals(8, map.get("rows"));
    assertEquals(
        List.of(List.of(2, 1, 0), List.of(1, 2, 0), List.of(0, 0, 2)), map.get("confusion"));
    assertEquals(List.of("a", "b", "c"), keys(map, "classes"));
    var first = (Map<?, ?>) ((Map<?, ?>) map.get("classes")).get("a");
    assertEquals(List.of("precision", "recall", "f1", "support"), List.copyOf(first.keySet()));
    assertEquals(List.of("accuracy", "log_likelihood"), keys(map, "baseline"));
  }

  private static List<?> keys(Map<String, Object> map, String key) {
    return List.copyOf(((Map<?, ?>) map.get(key)).keySet());
  }

  @Test
  void what_is_not_defined_is_null() {
    var rows = new int[] {0, 2, 7};
    var data = Dataset.ofClasses(logs(), LABELS, 3).select(rows);
    var map =
        Scores.of(transparent(3, categorical(), SPECIES, 1), data, new double[] {0, .5, .5})
            .toMap();
    assertTrue(map.containsKey("auc"));
    assertNull(map.get("auc"));
    assertNull(((Map<?, ?>) map.get("baseline")).get("log_likelihood"));
    var empty = (Map<?, ?>) ((Map<?, ?>) map.get("classes")).get("c");
    assertNull(empty.get("precision"));
    assertNull(empty.get("recall"));
    assertNull(empty.get("f1"));
    assertEquals(0, empty.get("support"));
  }

  @Test
  void a_class_without_rows_is_left_out_of_the_area() {
    var data = Dataset.ofClasses(logs(), LABELS, 3).select(new int[] {0, 1, 2, 4, 6, 7});
    assertEquals(
        (RocAuc.of(first(0, data), in(0)) + RocAuc.of(first(1, data), in(1))) / 2,
        ofThree(data).auc(),
        1e-12);
  }

  private static double[] first(int k, Dataset data) {
    var rows = new double[data.rows()];
    Arrays.setAll(rows, i -> Math.exp(data.x().get(i, k)));
    return rows;
  }

  private static boolean[] in(int k) {
    return new boolean[] {k == 0, k == 1, k == 0, k == 1, k == 1, k == 0};
  }
}
