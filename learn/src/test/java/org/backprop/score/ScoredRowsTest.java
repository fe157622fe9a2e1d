package org.backprop.score;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.likelihood.Likelihoods.bernoulli;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.backprop.likelihood.Likelihood;
import org.backprop.model.Model;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.Target;
import org.backprop.score.RocCurve.Point;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Curves, bins and standard errors against numbers computed by hand. */
final class ScoredRowsTest {
  private static final Target PASSED = new Target.Classes("passed", List.of("no", "yes"), true);

  /** A model whose pre-activation is its one input. */
  private static TrainedModel transparent(Likelihood likelihood, Target target, double bias) {
    var parameters =
        Map.of(
            "W1", Tensor.matrix(new double[] {bias == 0 ? 1 : 0}),
            "b1", Tensor.of(Shape.of(1), bias));
    return new TrainedModel(
        Model.of(features(1), dense(1), likelihood),
        parameters,
        DType.FLOAT64,
        Optional.empty(),
        target,
        1,
        Optional.empty());
  }

  private static ScoredRows binary(double[] probabilities, double[] truth) {
    return ScoredRows.of(
        transparent(bernoulli(), PASSED, 0),
        Dataset.of(column(logits(probabilities)), column(truth)));
  }

  private static double[] logits(double[] probabilities) {
    return Arrays.stream(probabilities).map(p -> Math.log(p / (1 - p))).toArray();
  }

  private static double[][] column(double[] values) {
    return Arrays.stream(values).mapToObj(it -> new double[] {it}).toArray(double[][]::new);
  }

  @Test
  void the_roc_curve_has_a_point_for_each_distinct_score() {
    var curve =
        RocCurve.of(new double[] {0.9, 0.4, 0.4, 0.2}, new boolean[] {true, true, false, false});
    assertEquals(
        List.of(
            new Point(Double.POSITIVE_INFINITY, 0, 0),
            new Point(0.9, 0, 0.5),
            new Point(0.4, 0.5, 1),
            new Point(0.2, 1, 1)),
        curve.points());
    assertEquals(0.875, curve.area(), 1e-15); // three pairs of four are right, one is a tie
  }

  @Test
  void the_area_of_the_roc_curve_is_the_score_and_a_thinned_curve_keeps_its_ends() {
    var random = new SplittableRandom(5);
    var scores = random.doubles(300).map(it -> Math.round(it * 50) / 50.0).toArray();
    var positive = new boolean[300];
    for (var i = 0; i < 300; i++) {
      positive[i] = random.nextDouble() < scores[i];
    }
    var curve = RocCurve.of(scores, positive);
    assertEquals(RocAuc.of(scores, positive), curve.area(), 1e-12);
    assertEquals(curve.area(), curve.atMost(1000).area(), 1e-12);
    var few = curve.atMost(10);
    assertEquals(10, few.points().size());
    assertEquals(curve.points().getFirst(), few.points().getFirst());
    assertEquals(curve.points().getLast(), few.points().getLast());
  }

  @Test
  void bins_compare_probabilities_with_what_happened() {
    var p = new double[] {0.11, 0.19, 0.83, 0.87, 1};
    var happened = new boolean[] {false, true, true, false, true};
    var bins = Calibration.of(5, i -> p[i], i -> happened[i]).bins();
    assertEquals(3, bins.size());
    assertEquals(0.1, bins.getFirst().from());
    assertEquals(2, bins.getFirst().rows());
    assertEquals(0.15, bins.getFirst().probability(), 1e-15);
    assertEquals(0.5, bins.getFirst().share());
    assertEquals(0.9, bins.getLast().from());
    assertEquals(1, bins.getLast().share());
    // |0.3 - 1| + |1.7 - 1| + |1 - 1| over five rows
    assertEquals(0.28, Calibration.of(5, i -> p[i], i -> happened[i]).error(), 1e-15);
  }

  @Test
  void a_share_of_few_rows_has_a_wide_interval() {
    // (k + z^2/2 +- z sqrt(k (n - k) / n + z^2/4)) / (n + z^2) with z = 1.959964
    assertEquals(0.20654931, new Proportion(1, 1).low(), 1e-8);
    assertEquals(1, new Proportion(1, 1).high());
    assertEquals(0, new Proportion(0, 4).low());
    assertEquals(0.48989084, new Proportion(0, 4).high(), 1e-8);
    assertEquals(0.52911182, new Proportion(7, 8).low(), 1e-8);
    assertEquals(0.97758251, new Proportion(7, 8).high(), 1e-8);
    assertEquals(0.5, new Proportion(1, 2).share());
  }

  @Test
  void residuals_are_summed_up_in_bounded_bins() {
    var truth = new double[] {1, 2, 3, 4, 10, Double.NaN};
    var predicted = new double[] {0, 3, 3, 2, 4, 1};
    var residuals = Residuals.of(truth, predicted); // 1, -1, 0, 2, 6
    assertEquals(5, residuals.rows());
    assertEquals(1, residuals.leftOut());
    assertEquals(1.6, residuals.mean(), 1e-15);
    assertEquals(Math.sqrt(29.2 / 4), residuals.deviation(), 1e-14);
    assertEquals(List.of(-1.0, 0.0, 1.0, 2.0, 6.0), residuals.quantiles());
    assertEquals(24, residuals.histogram().size());
    assertEquals(5, residuals.histogram().stream().mapToInt(Residuals.Bin::rows).sum());
    assertEquals(1, residuals.histogram().getLast().rows());
    assertEquals(
        new Residuals.Group(0, 4, 5, -0.6, 1, 4.4), rounded(residuals.groups().getFirst()));
    assertEquals(1, Residuals.of(new double[] {2, 2}, new double[] {1, 1}).histogram().size());
    assertEquals(List.of(), Residuals.of(new double[0], new double[0]).groups());
    assertEquals(16, Residuals.of(new double[1000], new double[1000]).groups().size());
  }

  private static Residuals.Group rounded(Residuals.Group it) {
    return new Residuals.Group(
        it.from(), it.to(), it.rows(), tenths(it.low()), tenths(it.median()), tenths(it.high()));
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }

  @Test
  void intervals_hold_the_rows_that_they_promise() {
    // Of a normal distribution, 0.1257 deviations hold 10%, 0.6745 hold 50%, 1.96 hold 95%.
    var y = new double[] {0, 0.1, 0.5, -0.6, 1, -1.5, 1.9, 2.5};
    var model = transparent(normal(), new Target.Number("y", normal(), 0, 1), 1e-300); // predicts 0
    var rows = ScoredRows.of(model, Dataset.of(column(new double[8]), column(y)));
    var levels = rows.coverage().orElseThrow().levels();
    assertEquals(new IntervalCoverage.Level(0.1, new Proportion(2, 8)), levels.getFirst());
    assertEquals(new IntervalCoverage.Level(0.5, new Proportion(4, 8)), levels.get(4));
    assertEquals(new IntervalCoverage.Level(0.95, new Proportion(7, 8)), levels.getLast());
    assertEquals(8, rows.residuals().orElseThrow().rows());
    assertTrue(rows.roc().isEmpty() && rows.calibration().isEmpty());
    assertEquals(List.of(7, 6, 5), rows.worst(3));
  }

  @Test
  void standard_errors_of_means_and_of_the_area() {
    var truth = new double[] {0, 0, 1, 1, 1};
    var rows = binary(new double[] {0.2, 0.6, 0.5, 0.7, 0.9}, truth);
    var half = ScoredRows.of(transparent(bernoulli(), PASSED, 1e-300), rows.data());
    var errors = StandardErrors.of(rows, half);
    // Rows 1, 4 and 5 are right; at 0.5 the class "no" is named.
    assertEquals(Math.sqrt(0.6 * 0.4 / 4), errors.model().get("accuracy"), 1e-15);
    // Positive rows are above 1, 2 and 2 of 2; negative ones below 3 and 2 of 3.
    assertEquals(Math.sqrt(1.0 / 12 / 3 + 1.0 / 18 / 2), errors.model().get("auc"), 1e-15);
    assertEquals(0, errors.baseline().get("auc"), 1e-15);
    var losses = Arrays.stream(new double[] {0.8, 0.4, 0.5, 0.7, 0.9}).map(p -> -Math.log(p));
    assertEquals(StandardErrors.error(losses.toArray()), errors.model().get("loss"), 1e-12);
    assertEquals(errors.model().get("loss"), errors.difference().get("loss"), 1e-12);
    assertEquals(5 * errors.model().get("loss"), errors.model().get("log_likelihood"), 1e-12);
    assertEquals(
        Math.sqrt(12.0 / 7 / 8),
        StandardErrors.error(new double[] {1, 2, 2, 3, 1, 3, 0, 4}),
        1e-15);
    assertArrayEquals(
        new double[] {1, 2.0 / 3, 0.5, 1, 1},
        RocAuc.placements(
            new double[] {0.2, 0.6, 0.5, 0.7, 0.9}, new boolean[] {false, false, true, true, true}),
        1e-15);
  }

  @Test
  void the_error_of_a_root_mean_square_is_by_the_delta_method() {
    var y = new double[] {1, -2, 3, 0};
    var target = new Target.Number("y", normal(), 0, 1);
    var data = Dataset.of(column(new double[4]), column(y));
    var rows = ScoredRows.of(transparent(normal(), target, 1e-300), data);
    var errors = StandardErrors.of(rows, rows);
    // Squares 1, 4, 9, 0 have mean 3.5 and variance 49/3; the root of 3.5 is the error.
    var expected = Math.sqrt(49.0 / 3 / 4) / (2 * Math.sqrt(3.5));
    assertEquals(expected, errors.model().get("rmse"), 1e-14);
    assertEquals(0, errors.difference().get("rmse"));
  }
}
