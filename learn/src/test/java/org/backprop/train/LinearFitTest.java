package org.backprop.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backprop.advice.Notice;
import org.backprop.model.Prediction;
import org.backprop.score.ClassScores;
import org.backprop.score.NumberScores;
import org.backprop.table.ColumnType;
import org.backprop.table.DataException;
import org.backprop.table.ExampleData;
import org.backprop.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits without hidden layers that a textbook's assumptions do not cover; values from numpy. */
final class LinearFitTest {
  private static Training training(String file, String target) {
    return Training.of(table(file), target).hidden();
  }

  private static Table table(String file) {
    return Table.read(Path.of("src", "test", "resources", "fits", file));
  }

  private static String notices(TrainingResult result) {
    return result.notices().stream().map(Notice::inJava).collect(Collectors.joining("\n"));
  }

  private static NumberScores numbers(TrainingResult result) {
    return (NumberScores) result.train();
  }

  private static double mean(TrainingResult result, Object... namesAndValues) {
    return predicted(result, namesAndValues).mean();
  }

  private static Prediction predicted(TrainingResult result, Object... namesAndValues) {
    var row = new LinkedHashMap<String, Object>();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return result.model().predict(row);
  }

  /** A table of numbers by a rule for each row. */
  private static Table rows(String header, int count, IntFunction<String> row) {
    return ExampleData.lines(
        header, IntStream.range(0, count).mapToObj(row).toArray(String[]::new));
  }

  @Test
  void a_sum_of_columns_is_named_and_the_solution_has_minimum_norm() {
    var result = training("sum.csv", "y").run();
    assertEquals(-143.57845050569932, result.train().logLikelihood(), 1e-9);
    assertEquals(1.09750195, mean(result, "a", 1, "b", 2, "c", 4), 1e-8);
    assertTrue(notices(result).startsWith("c is a linear combination of"), notices(result));
    for (var weight : result.model().parameters().get("W1").toDoubles()) {
      assertTrue(Math.abs(weight) < 1, "a weight of " + weight);
    }
  }

  @Test
  void levels_within_levels_predict_an_unseen_one_by_their_average() {
    var result = training("nested.csv", "y").run();
    assertEquals(-429.89913508807933, result.train().logLikelihood(), 1e-9);
    var continents = List.of("eu", "as", "af");
    var expected = new double[] {0.80912015, 2.25506404, 2.1714376};
    for (var i = 0; i < 3; i++) {
      var unseen = mean(result, "country", "Atlantis", "continent", continents.get(i), "x", 0.5);
      assertEquals(expected[i], unseen, 1e-8);
    }
    assertTrue(notices(result).contains("continent=as, continent=eu"), notices(result));
  }

  @Test
  void a_multiple_of_a_column_is_named() {
    var random = new SplittableRandom(3);
    var table =
        rows(
            "celsius,fahrenheit,y",
            60,
            i -> {
              var tenths = random.nextInt(400);
              return "%s,%s,%s"
                  .formatted(tenths / 10.0, (tenths * 18 + 3200) / 100.0, tenths + i % 7);
            });
    var result = Training.of(table, "y").hidden().run();
    assertTrue(notices(result).startsWith("fahrenheit is a linear"), notices(result));
    assertTrue(numbers(result).r2() > 0.999);
    // 1 degree Celsius more, with and without its Fahrenheit: half of the effect belongs to each.
    var slope =
        mean(result, "celsius", 21, "fahrenheit", 69.8, "y", 0)
            - mean(result, "celsius", 20, "fahrenheit", 68, "y", 0);
    var half =
        mean(result, "celsius", 21, "fahrenheit", 68, "y", 0)
            - mean(result, "celsius", 20, "fahrenheit", 68, "y", 0);
    assertEquals(slope / 2, half, 1e-9);
  }

  @Test
  void more_columns_than_rows_are_reported_and_give_finite_predictions() {
    var random = new SplittableRandom(4);
    var header = IntStream.range(0, 30).mapToObj(j -> "x" + j).collect(Collectors.joining(","));
    var table =
        rows(
            header + ",y",
            12,
            i ->
                IntStream.range(0, 31)
                    .mapToObj(j -> String.valueOf(random.nextInt(1000) / 100.0))
                    .collect(Collectors.joining(",")));
    var result = Training.of(table, "y").hidden().run();
    assertTrue(notices(result).startsWith("12 training rows cannot determine 31"), notices(result));
    assertTrue(notices(result).contains("ridge(Ridge.auto())"), notices(result));
    assertTrue(notices(result).contains("intervals are infinite"), notices(result));
    assertEquals(0, numbers(result).rmse(), 1e-9);
    var interval = result.model().predict(table.select(new int[] {0})).getFirst().orElseThrow();
    assertEquals(Double.POSITIVE_INFINITY, interval.interval(0.95)[1]);
    var ridged = Training.of(table, "y").hidden().ridge(Ridge.of(0.5)).run();
    assertTrue(numbers(ridged).rmse() > 0.1);
    assertEquals(List.of(), ridged.notices());
  }

  @Test
  void a_separated_class_has_no_finite_estimate_but_one_with_a_penalty() {
    var result = training("separation.csv", "cured").run();
    assertTrue(
        notices(result).startsWith("no finite estimate exists of the coefficient of dose"),
        notices(result));
    assertEquals(1, ((ClassScores) result.train()).accuracy());
    var ridged = training("separation.csv", "cured").ridge(Ridge.of(0.1)).run();
    assertEquals(List.of(), ridged.notices());
    var odds = ridged.model().predict(Map.of("dose", 6.5)).probability("yes");
    assertEquals(1.48155823 / Math.sqrt(8.25), Math.log(odds / (1 - odds)), 1e-8);
  }

  /** The rows of one level are all of one class; all other coefficients are those without them. */
  @Test
  void a_level_whose_rows_are_of_one_class_is_named() {
    var table =
        rows(
            "x,g,y",
            90,
            i ->
                "%s,%s,%s"
                    .formatted(
                        i * 7 % 30,
                        List.of("a", "b", "c").get(i % 3),
                        i % 3 == 2 || i * i % 5 < 2 ? "no" : "yes"));
    var result = Training.of(table, "y").hidden().run();
    assertTrue(
        notices(result).startsWith("no finite estimate exists of the coefficient of g=c"),
        notices(result));
    var without =
        Training.of(table.select(IntStream.range(0, 90).filter(i -> i % 3 != 2).toArray()), "y")
            .hidden()
            .run();
    assertEquals(List.of(), without.notices());
    assertEquals(
        without.model().predict(Map.of("x", 3, "g", "b")).probability("yes"),
        result.model().predict(Map.of("x", 3, "g", "b")).probability("yes"),
        1e-8);
  }

  @Test
  void a_group_of_zero_counts_has_no_finite_estimate() {
    var table =
        rows(
            "x,g,y",
            80,
            i ->
                "%s,%s,%s"
                    .formatted(
                        i * 7 % 31, i % 4 == 0 ? "none" : "some", i % 4 == 0 ? 0 : i * i % 7));
    var result = Training.of(table, "y").hidden().likelihood("poisson").run();
    assertTrue(
        notices(result).startsWith("no finite estimate exists of the coefficient of g="),
        notices(result));
    assertTrue(Double.isFinite(result.train().logLikelihood()));
    var ridged = Training.of(table, "y").hidden().likelihood("poisson").ridge(Ridge.of(1e-3)).run();
    assertEquals(List.of(), ridged.notices());
  }

  @Test
  void one_of_three_classes_that_a_plane_separates_is_reported() {
    var result = Training.of(ExampleData.table("iris"), "species").hidden().run();
    assertTrue(notices(result).contains("no finite estimate exists"), notices(result));
  }

  @Test
  void rare_events_with_a_finite_estimate_are_no_separation() {
    var table = rows("x,y", 2000, i -> (i % 10) + "," + (i % 667 == 3 ? "yes" : "no"));
    var result = Training.of(table, "y").hidden().run();
    assertEquals(List.of(), result.notices());
  }

  @Test
  void log_likelihoods_are_finite_where_probabilities_are_rounded_to_1() {
    var logit = training("logit.csv", "cured").run();
    assertEquals(-4.335111, logit.train().logLikelihood(), 1e-6);
    var other = training("logit.csv", "cured").test(table("contradiction.csv")).run();
    assertEquals(-136.217718, other.test().orElseThrow().logLikelihood(), 1e-5);
    var saturated = training("saturated.csv", "y").test(table("saturated-new.csv")).run();
    assertEquals(-343.0, saturated.test().orElseThrow().logLikelihood(), 0.05);
    assertEquals(85.76, saturated.test().orElseThrow().loss(), 0.01);
  }

  @Test
  void points_on_a_line_give_an_interval_of_no_width() {
    var result = training("exact.csv", "y").run();
    assertArrayEquals(new double[] {21, 21}, predicted(result, "x", 10).interval(0.95), 1e-12);
    assertTrue(notices(result).startsWith("y is an exact function"), notices(result));
    assertEquals(1, numbers(result).coverage());
    assertEquals(Double.POSITIVE_INFINITY, result.train().logLikelihood());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-200, 1e-20, 1e20, 1e200})
  void the_unit_of_a_column_does_not_matter(double unit) {
    var random = new SplittableRandom(5);
    var lines = new ArrayList<double[]>();
    for (var i = 0; i < 50; i++) {
      var x = random.nextDouble();
      lines.add(new double[] {x, 3 * x - 1 + random.nextDouble()});
    }
    var plain =
        Training.of(rows("x,y", 50, i -> lines.get(i)[0] + "," + lines.get(i)[1]), "y")
            .hidden()
            .run();
    var other =
        Training.of(
                rows("x,y", 50, i -> lines.get(i)[0] * unit + "," + lines.get(i)[1] * unit), "y")
            .hidden()
            .run();
    assertEquals(numbers(plain).rmse(), numbers(other).rmse() / unit, 1e-12);
    assertEquals(numbers(plain).r2(), numbers(other).r2(), 1e-12);
    assertEquals(
        predicted(plain, "x", 2).interval(0.95)[0],
        predicted(other, "x", 2 * unit).interval(0.95)[0] / unit,
        1e-11);
    assertEquals(
        plain.train().logLikelihood() - 50 * Math.log(unit),
        other.train().logLikelihood(),
        1e-8 * Math.abs(other.train().logLikelihood()));
  }

  @Test
  void counts_beyond_two_to_the_31_are_fitted() {
    var table =
        rows(
            "x,y",
            40,
            i -> i % 8 + "," + (4_000_000_000L + 70_000L * (i % 5) + 1_000_000_000L * (i % 8)));
    var result = Training.of(table, "y").hidden().likelihood("poisson").run();
    assertTrue(Double.isFinite(result.train().logLikelihood()));
    var sum = 0.0;
    for (var i = 0; i < 40; i++) {
      sum += mean(result, "x", i % 8);
    }
    var expected =
        IntStream.range(0, 40).mapToDouble(i -> 4e9 + 7e4 * (i % 5) + 1e9 * (i % 8)).sum();
    assertEquals(expected, sum, 1e-13 * expected);
  }

  /** The gradient by each coefficient, summed in plain loops, is the rounding of the sum. */
  @ParameterizedTest
  @CsvSource({"7, 400, 4", "3, 200, 2", "5, 1000, 6"})
  void several_classes_converge_to_the_last_digits(int classes, int rows, int features) {
    var random = new SplittableRandom(classes);
    var header =
        IntStream.range(0, features).mapToObj(j -> "x" + j).collect(Collectors.joining(","));
    var table =
        rows(
            header + ",y",
            rows,
            i -> {
              var x =
                  IntStream.range(0, features)
                      .mapToDouble(_ -> random.nextInt(2000) / 100.0 - 10)
                      .toArray();
              var label =
                  (int)
                      Math.floorMod(
                          Math.round(x[0] / 4 + 3 * random.nextDouble() * classes), (long) classes);
              return Arrays.stream(x).mapToObj(String::valueOf).collect(Collectors.joining(","))
                  + ",c"
                  + label;
            });
    var plan = Training.of(table, "y").hidden().plan();
    var result = plan.run();
    assertEquals(List.of(), result.notices());
    var data = plan.data().training();
    var means = result.model().predictor().means(data.x());
    for (var k = 0; k < classes; k++) {
      for (var j = 0; j <= features; j++) {
        var gradient = 0.0;
        for (var i = 0; i < rows; i++) {
          var x = j < features ? data.x().at(i * features + j) : 1;
          gradient += x * (means.get(i, k) - data.y().at(i * classes + k)) / rows;
        }
        assertEquals(0, gradient, 2e-16);
      }
    }
  }

  /** The certified values of NIST's Longley data, whose columns are nearly collinear. */
  @Test
  void nearly_collinear_columns_have_certified_coefficients() {
    var table =
        ExampleData.lines(
            "y,x1,x2,x3,x4,x5,x6",
            "60323,83.0,234289,2356,1590,107608,1947",
            "61122,88.5,259426,2325,1456,108632,1948",
            "60171,88.2,258054,3682,1616,109773,1949",
            "61187,89.5,284599,3351,1650,110929,1950",
            "63221,96.2,328975,2099,3099,112075,1951",
            "63639,98.1,346999,1932,3594,113270,1952",
            "64989,99.0,365385,1870,3547,115094,1953",
            "63761,100.0,363112,3578,3350,116219,1954",
            "66019,101.2,397469,2904,3048,117388,1955",
            "67857,104.6,419180,2822,2857,118734,1956",
            "68169,108.4,442769,2936,2798,120445,1957",
            "66513,110.8,444546,4681,2637,121950,1958",
            "68655,112.6,482704,3813,2552,123366,1959",
            "69564,114.2,502601,3931,2514,125368,1960",
            "69331,115.7,518173,4806,2572,127852,1961",
            "70551,116.9,554894,4007,2827,130081,1962");
    var result = Training.of(table, "y").hidden().type("x6", ColumnType.NUMBER).run();
    var row = new Object[] {"x1", 0, "x2", 0, "x3", 0, "x4", 0, "x5", 0, "x6", 0};
    var constant = mean(result, row);
    assertEquals(-3482258.63459582, constant, 1e-10 * 3482258);
    double[] certified = {
      15.0618722713733,
      -0.0358191792925910,
      -2.02022980381683,
      -1.03322686717359,
      -0.0511041056535807,
      1829.15146461355
    };
    for (var j = 0; j < certified.length; j++) {
      var one = row.clone();
      one[2 * j + 1] = 1000;
      var slope = (mean(result, one) - constant) / 1000;
      assertEquals(certified[j], slope, 1e-8 * Math.abs(certified[j]) + 1e-11);
    }
    assertEquals(List.of(), result.notices());
  }

  @Test
  void a_constant_target_of_any_likelihood_is_a_sentence() {
    var table = rows("x,y", 10, i -> i + ",0");
    var e =
        assertThrows(
            DataException.class,
            () -> Training.of(table, "y").hidden().likelihood("poisson").run());
    assertTrue(e.getMessage().startsWith("y is 0 in every training row"), e.getMessage());
  }
}
