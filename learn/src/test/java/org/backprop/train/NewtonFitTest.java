package org.backprop.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.backprop.model.TrainedModel;
import org.backprop.optimizer.Optimizers;
import org.backprop.oracle.Oracle;
import org.backprop.prepare.Feature;
import org.backprop.prepare.Target;
import org.backprop.score.ClassScores;
import org.backprop.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A regression is the maximum-likelihood fit that statistics packages find. */
class NewtonFitTest {
  private static Training regression(String file, String target) {
    return Training.of(Table.read(Path.of("..", "examples", "data", file)), target).hidden();
  }

  @ParameterizedTest
  @CsvSource({
    "glm_diabetes_normal, diabetes.csv, progression",
    "glm_spector_bernoulli, spector.csv, grade",
    "glm_doctor_visits_poisson, doctor_visits.csv, mdvis"
  })
  void coefficients_and_log_likelihood_agree_with_statsmodels(
      String name, String file, String target) {
    var oracle = Oracle.read(name);
    var result = regression(file, target).run();
    var coefficients = coefficients(result.model());
    var terms = oracle.json().required("terms");
    var expected = oracle.numbers("coefficients");
    for (var i = 0; i < expected.length; i++) {
      var actual = coefficients.getOrDefault(terms.get(i).asString(), Double.NaN);
      assertEquals(expected[i], actual, 1e-6 * Math.abs(expected[i]), terms.get(i).asString());
    }
    var logLikelihood = oracle.number("log_likelihood");
    assertEquals(logLikelihood, result.train().logLikelihood(), 1e-8 * -logLikelihood);
  }

  /** In the columns' own units, the intercept as {@code const}. */
  private static Map<String, Double> coefficients(TrainedModel model) {
    var weights = model.parameters().get("W1").toDoubles();
    var target = model.target() instanceof Target.Number number ? number.scale() : 1;
    var intercept = model.parameters().get("b1").item() * target;
    var coefficients = new LinkedHashMap<String, Double>();
    var inputs = model.preparation().orElseThrow().inputs();
    for (var i = 0; i < weights.length; i++) {
      var input = (Feature.Numeric) inputs.get(i);
      coefficients.put(input.column(), weights[i] * target / input.scale());
      intercept -= weights[i] * target * input.mean() / input.scale();
    }
    coefficients.put(
        "const", intercept + (model.target() instanceof Target.Number n ? n.mean() : 0));
    return coefficients;
  }

  @Test
  void classes_that_a_plane_separates_end_in_finite_weights() {
    var result = regression("iris.csv", "species").run();
    assertTrue(result.model().parameters().get("W1").isFinite());
    assertTrue(((ClassScores) result.train()).accuracy() > 0.98);
  }

  @Test
  void a_network_with_hidden_layers_is_refused_with_a_sentence() {
    var training = regression("iris.csv", "species").hidden(4).optimizer(Optimizers.newton());
    var e = assertThrows(IllegalArgumentException.class, training::run);
    assertTrue(e.getMessage().contains("without hidden layers"), e.getMessage());
  }
}
