package org.backprop.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.engine.Engine;
import org.backprop.graph.Node;
import org.backprop.likelihood.Bernoulli;
import org.backprop.likelihood.Categorical;
import org.backprop.likelihood.Laplace;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.Likelihoods;
import org.backprop.likelihood.Normal;
import org.backprop.likelihood.Poisson;
import org.backprop.prepare.Target;
import org.backprop.table.DataException;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

final class PredictionTest {
  private static final Target PRICE = new Target.Number("price", Likelihoods.normal(), 100, 20);
  private static final Target SPECIES =
      new Target.Classes("species", List.of("cat", "dog", "owl"), false);
  private static final Target GRADE = new Target.Classes("grade", List.of("fail", "pass"), true);

  @Test
  void a_number_is_in_its_own_units() {
    var p = prediction(new Normal(), PRICE, new double[] {1.5}, 0.25);
    assertEquals(130, p.mean());
    assertEquals(130, p.mode());
    assertEquals(130, p.quantile(0.5), 1e-12);
    assertEquals(130 + 10 * 1.959963984540054, p.interval(0.95)[1], 1e-9);
    assertEquals(130 - 10 * 1.959963984540054, p.interval(0.95)[0], 1e-9);
    assertEquals(-0.5 * Math.log(2 * Math.PI * 100) - 0.5, p.logDensity(140), 1e-12);
    assertEquals(100, p.deviance(140), 1e-12);
    assertEquals(p.quantile(0.3), p.sample(0.3));
    assertEquals("130.0 (95%: ", p.toString().substring(0, 12));
  }

  @Test
  void a_laplace_scale_grows_with_the_unit() {
    var p = prediction(new Laplace(), PRICE, new double[] {0}, 0.5);
    assertEquals(-1 - Math.log(20), p.logDensity(110), 1e-12);
    assertEquals(2 * 10, p.deviance(110), 1e-12);
  }

  @Test
  void a_number_of_any_size_has_an_interval_and_a_density() {
    for (var scale : new double[] {1e-200, 1e200}) {
      var target = new Target.Number("price", Likelihoods.normal(), 3 * scale, scale);
      var p = prediction(new Normal(), target, new double[] {0}, 0.25);
      assertEquals(3 + 0.5 * 1.959963984540054, p.interval(0.95)[1] / scale, 1e-12);
      assertEquals(
          -0.5 * Math.log(2 * Math.PI * 0.25) - Math.log(scale), p.logDensity(3 * scale), 1e-9);
    }
  }

  @Test
  void a_certain_prediction_has_an_interval_of_no_width() {
    for (var likelihood : List.of(new Normal(), new Laplace())) {
      var p = prediction(likelihood, PRICE, new double[] {1}, 0);
      assertArrayEquals(new double[] {120, 120}, p.interval(0.95));
      assertEquals(Double.POSITIVE_INFINITY, p.logDensity(120));
      assertEquals(Double.NEGATIVE_INFINITY, p.logDensity(121));
      assertTrue(p.covers(0.95, Math.nextUp(120.0)));
      assertFalse(p.covers(0.95, 121));
    }
  }

  @Test
  void a_probability_rounded_to_1_keeps_its_odds() {
    var yes =
        new Prediction(
            new Bernoulli(), GRADE, new double[] {800}, new double[] {1}, 1, Optional.empty());
    assertEquals(-800, yes.logDensity(0));
    assertEquals(1600, yes.deviance(0));
    var owl = new double[] {0, 0, 1};
    var logits = new double[] {-1000, 0, 1000};
    var p = new Prediction(new Categorical(), SPECIES, logits, owl, 1, Optional.empty());
    assertEquals(-2000, p.logDensity(0));
    assertEquals(2000, p.deviance(1));
    var visits = new Target.Number("visits", Likelihoods.poisson(), 0, 1);
    var none =
        new Prediction(
            new Poisson(), visits, new double[] {-800}, new double[] {0}, 1, Optional.empty());
    assertEquals(-1600 - Math.log(2), none.logDensity(2), 1e-9);
    assertEquals(2 * (2 * Math.log(2) + 1600 - 2), none.deviance(2), 1e-9);
  }

  @Test
  void a_count_has_whole_quantiles() {
    var target = new Target.Number("visits", Likelihoods.poisson(), 0, 1);
    var p = prediction(new Poisson(), target, new double[] {2}, 1);
    assertEquals(2, p.mean());
    assertEquals(2, p.quantile(0.5));
    assertEquals(-2 + 2 * Math.log(2) - Math.log(2), p.logDensity(2), 1e-12);
    assertEquals(2 * 2.0, p.deviance(0), 1e-12);
  }

  @Test
  void classes_have_probabilities() {
    var p = prediction(new Categorical(), SPECIES, new double[] {0.2, 0.7, 0.1}, 1);
    assertEquals("dog", p.level());
    assertEquals(1, p.mode());
    assertEquals(0.7, p.probability("dog"));
    assertEquals(List.of("cat", "dog", "owl"), p.levels());
    assertArrayEquals(new double[] {0.2, 0.7, 0.1}, p.probabilities());
    assertEquals(Math.log(0.1), p.logDensity(2), 1e-15);
    assertEquals(-2 * Math.log(0.1), p.deviance(2), 1e-15);
    assertEquals("dog 0.7", p.toString());
  }

  @Test
  void two_classes_share_one_output() {
    var p = prediction(new Bernoulli(), GRADE, new double[] {0.75}, 1);
    assertEquals("pass", p.level());
    assertArrayEquals(new double[] {0.25, 0.75}, p.probabilities());
    assertEquals(0.25, p.probability("fail"));
    assertEquals(Math.log(0.25), p.logDensity(0), 1e-15);
    assertEquals("fail", prediction(new Bernoulli(), GRADE, new double[] {0.5}, 1).level());
  }

  @Test
  void probabilities_are_a_copy() {
    var p = prediction(new Categorical(), SPECIES, new double[] {0.2, 0.7, 0.1}, 1);
    p.probabilities()[0] = 5;
    assertEquals(0.2, p.probability("cat"));
  }

  @Test
  void the_wrong_question_names_the_right_one() {
    var number = prediction(new Normal(), PRICE, new double[] {0}, 1);
    var aClass = prediction(new Categorical(), SPECIES, new double[] {0.2, 0.7, 0.1}, 1);
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
    var p = prediction(new Normal(), PRICE, new double[] {0}, 1);
    for (var bad : new double[] {0, 1, -0.1, Double.NaN}) {
      var e = assertThrows(IllegalArgumentException.class, () -> p.quantile(bad));
      assertEquals("a quantile needs a probability between 0 and 1, not " + bad, e.getMessage());
    }
  }

  private static Prediction prediction(
      Likelihood likelihood, Target target, double[] mean, double dispersion) {
    var row = Tensor.of(Shape.of(1, mean.length), mean);
    var eta = Engine.evaluate(likelihood.link(Node.constant(row)), Map.of()).toDoubles();
    return new Prediction(likelihood, target, eta, mean, dispersion, Optional.empty());
  }

  private static void assertRefused(String sentence, Runnable question) {
    assertEquals(sentence, assertThrows(DataException.class, question::run).getMessage());
  }
}
