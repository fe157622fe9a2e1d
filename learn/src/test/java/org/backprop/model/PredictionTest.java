package org.backprop.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.backprop.likelihood.Bernoulli;
import org.backprop.likelihood.Categorical;
import org.backprop.likelihood.Laplace;
import org.backprop.likelihood.Likelihoods;
import org.backprop.likelihood.Normal;
import org.backprop.likelihood.Poisson;
import org.backprop.prepare.Target;
import org.backprop.table.DataException;
import org.junit.jupiter.api.Test;

final class PredictionTest {
  private static final Target PRICE = new Target.Number("price", Likelihoods.normal(), 100, 20);
  private static final Target SPECIES =
      new Target.Classes("species", List.of("cat", "dog", "owl"), false);
  private static final Target GRADE = new Target.Classes("grade", List.of("fail", "pass"), true);

  @Test
  void a_number_is_in_its_own_units() {
    var p = new Prediction(new Normal(), PRICE, new double[] {1.5}, 0.25);
    assertEquals(130, p.mean());
    assertEquals(130, p.mode());
    assertEquals(130, p.quantile(0.5), 1e-12);
    assertEquals(130 + 10 * 1.959963984540054, p.interval(0.95)[1], 1e-9);
    assertEquals(130 - 10 * 1.959963984540054, p.interval(0.95)[0], 1e-9);
    assertEquals(-0.5 * Math.log(2 * Math.PI * 100) - 0.5, p.logDensity(140), 1e-12);
    assertEquals(0.25, p.deviance(140), 1e-12);
    assertEquals(p.quantile(0.3), p.sample(0.3));
    assertEquals("130.0 (95%: ", p.toString().substring(0, 12));
  }

  @Test
  void a_laplace_scale_grows_with_the_unit() {
    var p = new Prediction(new Laplace(), PRICE, new double[] {0}, 0.5);
    assertEquals(-1 - Math.log(20), p.logDensity(110), 1e-12);
    assertEquals(2 * 0.5, p.deviance(110), 1e-12);
  }

  @Test
  void a_count_has_whole_quantiles() {
    var target = new Target.Number("visits", Likelihoods.poisson(), 0, 1);
    var p = new Prediction(new Poisson(), target, new double[] {2}, 1);
    assertEquals(2, p.mean());
    assertEquals(2, p.quantile(0.5));
    assertEquals(-2 + 2 * Math.log(2) - Math.log(2), p.logDensity(2), 1e-12);
    assertEquals(2 * 2.0, p.deviance(0), 1e-12);
  }

  @Test
  void classes_have_probabilities() {
    var p = new Prediction(new Categorical(), SPECIES, new double[] {0.2, 0.7, 0.1}, 1);
    assertEquals("dog", p.level());
    assertEquals(1, p.mode());
    assertEquals(0.7, p.probability("dog"));
    assertEquals(List.of("cat", "dog", "owl"), p.levels());
    assertArrayEquals(new double[] {0.2, 0.7, 0.1}, p.probabilities());
    assertEquals(Math.log(0.1), p.logDensity(2));
    assertEquals(-2 * Math.log(0.1), p.deviance(2));
    assertEquals("dog 0.7", p.toString());
  }

  @Test
  void two_classes_share_one_output() {
    var p = new Prediction(new Bernoulli(), GRADE, new double[] {0.75}, 1);
    assertEquals("pass", p.level());
    assertArrayEquals(new double[] {0.25, 0.75}, p.probabilities());
    assertEquals(0.25, p.probability("fail"));
    assertEquals(Math.log(0.25), p.logDensity(0), 1e-15);
    assertEquals("fail", new Prediction(new Bernoulli(), GRADE, new double[] {0.5}, 1).level());
  }

  @Test
  void probabilities_are_a_copy() {
    var p = new Prediction(new Categorical(), SPECIES, new double[] {0.2, 0.7, 0.1}, 1);
    p.probabilities()[0] = 5;
    assertEquals(0.2, p.probability("cat"));
  }

  @Test
  void the_wrong_question_names_the_right_one() {
    var number = new Prediction(new Normal(), PRICE, new double[] {0}, 1);
    var aClass = new Prediction(new Categorical(), SPECIES, new double[] {0.2, 0.7, 0.1}, 1);
    assertRefused("price is a number, not a class: ask for mean() or interval()", number::level);
    assertRefused(
        "price is a number, not a class: ask for mean() or interval()", number::probabilities);
    assertRefused(
        "species is a class, not a number: ask for level() or probability(level)", aClass::mean);
    assertRefused(
        "species is a class, not a number: ask for level() or probability(level)",
        () -> aClass.interval(0.5));
    assertRefused(
        "species has no class \"dgo\"; did you mean \"dog\"?", () -> aClass.probability("dgo"));
  }

  @Test
  void a_quantile_needs_a_probability() {
    var p = new Prediction(new Normal(), PRICE, new double[] {0}, 1);
    for (var bad : new double[] {0, 1, -0.1, Double.NaN}) {
      var e = assertThrows(IllegalArgumentException.class, () -> p.quantile(bad));
      assertEquals("a quantile needs a probability between 0 and 1, not " + bad, e.getMessage());
    }
  }

  private static void assertRefused(String sentence, Runnable question) {
    assertEquals(sentence, assertThrows(DataException.class, question::run).getMessage());
  }
}
