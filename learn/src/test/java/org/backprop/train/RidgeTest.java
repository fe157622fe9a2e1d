package org.backprop.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backprop.advice.Notice;
import org.backprop.advice.SettingException;
import org.backprop.optimizer.Optimizers;
import org.backprop.prepare.Feature;
import org.backprop.prepare.Target;
import org.backprop.score.NumberScores;
import org.backprop.table.ExampleData;
import org.backprop.table.Table;
import org.junit.jupiter.api.Test;

/** Penalised fits against numpy's solution of the normal equations, and Newton's method. */
final class RidgeTest {
  private static TrainingResult fit(String data, String target, double lambda) {
    return Training.of(ExampleData.table(data), target).hidden().ridge(Ridge.of(lambda)).run();
  }

  /** Of the first output, in the columns' own units. */
  private static double coefficient(TrainingResult result, String column) {
    return coefficient(result, column, 0);
  }

  private static double coefficient(TrainingResult result, String column, int output) {
    var model = result.model();
    var unit = model.target() instanceof Target.Number number ? number.scale() : 1;
    var inputs = model.preparation().orElseThrow().inputs();
    var j = IntStream.range(0, inputs.size()).filter(i -> inputs.get(i).column().equals(column));
    var place = j.findFirst().orElseThrow();
    var scale = ((Feature.Numeric) inputs.get(place)).scale();
    return model.parameters().get("W1").get(place, output) * unit / scale;
  }

  @Test
  void a_normal_target_has_the_solution_of_the_normal_equations() {
    var result = fit("diabetes", "progression", 0.1);
    assertEquals(-19.749944944105987, coefficient(result, "sex"), 1e-10);
    assertEquals(5.277993679224031, coefficient(result, "bmi"), 1e-11);
    assertEquals(40.456221888522855, coefficient(result, "s5"), 1e-10);
  }

  @Test
  void a_yes_or_no_and_a_count_have_the_solution_of_newtons_method() {
    var grade = fit("spector", "grade", 0.05);
    assertEquals(1.899945271825805, coefficient(grade, "gpa"), 1e-12);
    assertEquals(1.6070620638967767, coefficient(grade, "psi"), 1e-12);
    var visits = fit("doctor_visits", "mdvis", 0.2);
    assertEquals(-0.22267418092007704, coefficient(visits, "idp"), 1e-12);
    assertEquals(0.27033380536075363, coefficient(visits, "physlm"), 1e-12);
  }

  @Test
  void classes_have_the_solution_of_newtons_method() {
    var result = fit("iris", "species", 0.01);
    assertEquals(0.15326486319453533, result.train().loss(), 1e-14);
    assertEquals(2.394244073331644, coefficient(result, "sepal_width"), 1e-12);
    assertEquals(3.0264233439444617, coefficient(result, "petal_width", 2), 1e-12);
  }

  /** Noise in many columns: the best strength predicts new rows better than none. */
  private static Table noise(int rows, long seed) {
    var random = new SplittableRandom(seed);
    var header = IntStream.range(0, 15).mapToObj(j -> "x" + j).collect(Collectors.joining(","));
    return ExampleData.lines(
        header + ",y",
        IntStream.range(0, rows)
            .mapToObj(_ -> {
              var x = random.doubles(15, -1, 1).toArray();
              return IntStream.range(0, 15)
                      .mapToObj(j -> "" + x[j])
                      .collect(Collectors.joining(","))
                  + ","
                  + (x[0] + 0.5 * x[1] + 2 * random.nextGaussian());
            })
            .toArray(String[]::new));
  }

  @Test
  void auto_is_chosen_by_cross_validation_and_repeatable() {
    var training = Training.of(noise(30, 1), "y").hidden().ridge(Ridge.auto()).test(noise(500, 2));
    var plan = training.plan();
    var lambda = plan.settings().learning().ridge().orElseThrow().lambda().orElseThrow();
    assertTrue(lambda > 0.05 && lambda < 50, "lambda is " + lambda);
    var notices = plan.data().notices().stream().map(Notice::inJava).collect(Collectors.joining());
    assertTrue(notices.contains("in cross-validation with 10 folds of 30 rows"), notices);
    var chosen = plan.run();
    var again =
        Training.of(noise(30, 1), "y").hidden().ridge(Ridge.of(lambda)).test(noise(500, 2)).run();
    assertArrayEquals(
        chosen.model().parameters().get("W1").toDoubles(),
        again.model().parameters().get("W1").toDoubles());
    var plain = Training.of(noise(30, 1), "y").hidden().test(noise(500, 2)).run();
    assertTrue(rmse(chosen) < 0.95 * rmse(plain), rmse(chosen) + " against " + rmse(plain));
    assertEquals(
        Map.of("optimizer", "newton", "ridge", lambda), plan.settings().learning().toMap());
  }

  private static double rmse(TrainingResult result) {
    return ((NumberScores) result.test().orElseThrow()).rmse();
  }

  @Test
  void auto_gives_separated_classes_a_finite_estimate() {
    var result =
        Training.of(ExampleData.table("iris"), "species").hidden().ridge(Ridge.auto()).run();
    assertTrue(result.notices().isEmpty());
  }

  @Test
  void what_has_no_ridge_penalty_is_refused_in_a_sentence() {
    var training = Training.of(ExampleData.table("iris"), "species").ridge(Ridge.of(1));
    assertRefused("a ridge penalty is for models without hidden layers", training);
    assertRefused(
        "a ridge penalty is for newton, not for adam",
        training.hidden().optimizer(Optimizers.adam()));
    assertRefused(
        "a ridge penalty is not for the laplace likelihood",
        Training.of(noise(30, 1), "y").hidden().likelihood("laplace").ridge(Ridge.auto()));
    var e = assertThrows(IllegalArgumentException.class, () -> Ridge.of(-1));
    assertEquals("the ridge penalty must be 0 or above, not -1.0", e.getMessage());
  }

  private static void assertRefused(String start, Training training) {
    var e = assertThrows(SettingException.class, training::plan);
    assertTrue(e.getMessage().startsWith(start), e.getMessage());
  }
}
