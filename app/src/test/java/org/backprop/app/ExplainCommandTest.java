package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.backprop.app.CommandLineRun.good;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.backprop.modelfile.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {
  @TempDir Path folder;

  private Path trained(String data, String target, String... options) {
    var model = folder.resolve("m.safetensors");
    var words = new ArrayList<Object>(List.of("train", example(data), "--target", target));
    words.addAll(List.of("--epochs", "3", "-o", model));
    words.addAll(List.of(options));
    good(words.toArray());
    return model;
  }

  private static String after(String text, String start) {
    var at = text.indexOf(start);
    assertTrue(at >= 0, start + " is not in " + text);
    return text.substring(at + start.length());
  }

  /** The first row of numbers in brackets. */
  private static double[] numbers(String text) {
    var match = Pattern.compile("\\[((?:\\s+-?[\\d.e-]+)+)\\s*]").matcher(text);
    assertTrue(match.find(), text);
    return Pattern.compile("\\s+")
        .splitAsStream(match.group(1).strip())
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  @Test
  void the_numbers_are_those_of_a_calculation_by_hand() {
    var model = trained("iris.csv", "species", "--hidden", "3");
    var text = good("explain", model, example("iris.csv"), "--row", "60").out();
    var parameters = ModelFile.load(model).parameters();
    var x = numbers(after(text, "the encoded row"));
    var h = new double[3];
    var prediction = new double[3];
    var sum = 0.0;
    for (var j = 0; j < 3; j++) {
      h[j] = parameters.get("b1").at(j);
      for (var i = 0; i < 4; i++) {
        h[j] += x[i] * parameters.get("W1").get(i, j);
      }
      h[j] = Math.tanh(h[j]);
    }
    for (var k = 0; k < 3; k++) {
      var eta = parameters.get("b2").at(k);
      for (var j = 0; j < 3; j++) {
        eta += h[j] * parameters.get("W2").get(j, k);
      }
      prediction[k] = Math.exp(eta);
      sum += prediction[k];
    }
    var delta = numbers(after(text, "= y_hat - y"));
    var back = 0.0;
    for (var k = 0; k < 3; k++) {
      var expected = prediction[k] / sum - (k == 1 ? 1 : 0);
      assertEquals(expected, delta[k], 2e-3);
      back += expected * parameters.get("W2").get(0, k);
    }
    assertEquals(back, numbers(after(text, "delta2 W2^T"))[0], 2e-3);
    assertEquals(back * (1 - h[0] * h[0]), numbers(after(text, "dL/dh * f1'(a1)"))[0], 2e-3);
    var steps = Pattern.compile("L before ([\\d.]+), after ([\\d.]+)").matcher(text);
    assertTrue(steps.find());
    assertTrue(Double.parseDouble(steps.group(2)) < Double.parseDouble(steps.group(1)), text);
    assertFalse(text.contains("DISAGREE"), text);
  }

  @ParameterizedTest
  @CsvSource({
    "penguins.csv, body_mass_g, 5, normal, y_hat - y",
    "penguins.csv, sex, 4, bernoulli, y_hat - y",
    "spector.csv, grade, none, bernoulli, y_hat - y",
    "doctor_visits.csv, mdvis, 4, poisson, y_hat - y",
    "penguins.csv, body_mass_g, 4, laplace, by the chain rule",
    "penguins.csv, body_mass_g, 4, gamma, by the chain rule"
  })
  void both_ways_to_delta_agree(
      String data, String target, String hidden, String likelihood, String rule) {
    var model = trained(data, target, "--hidden", hidden, "--likelihood", likelihood);
    var text = good("explain", model, example(data), "--row", "1").out();
    assertTrue(text.contains(rule), text);
    var difference = Pattern.compile("the two agree to (\\S+)").matcher(text);
    assertTrue(difference.find());
    assertTrue(Double.parseDouble(difference.group(1)) < 1e-9, text);
    assertFalse(text.contains("DISAGREE"), text);
  }

  @Test
  void columns_turn_the_matrices() {
    var model = trained("iris.csv", "species", "--hidden", "3");
    var rows = good("explain", model, example("iris.csv"), "--row", "1").out();
    var columns = good("explain", model, example("iris.csv"), "--row", "1", "--columns").out();
    assertTrue(rows.contains("x^T delta1  [4, 3]"), rows);
    assertTrue(columns.contains("delta1 x^T  [3, 4]"), columns);
    var first = numbers(after(rows, "x^T delta1"));
    assertEquals(first[0], numbers(after(columns, "delta1 x^T"))[0]);
  }

  @Test
  void one_weight_is_followed_through_the_chain() {
    var model = trained("iris.csv", "species", "--hidden", "3");
    var run = good("explain", model, example("iris.csv"), "--row", "1", "--wrt", "W1[1,2]");
    assertTrue(run.out().contains("dL/dW1[1,2] = x[1] delta1[2] = "), run.out());
    var bias = good("explain", model, example("iris.csv"), "--row", "1", "--wrt", "b2[0]");
    assertTrue(bias.out().contains("dL/db2[0] = delta2[0] = "), bias.out());
  }

  @ParameterizedTest
  @CsvSource({
    "0, b1[0], rows 1 to 150",
    "151, b1[0], rows 1 to 150",
    "1, nonsense, names no parameter",
    "1, W9[0;0], names no parameter",
    "1, b1[7], is outside b1",
    "1, W1[0], is outside W1",
    "1, b7[0], it has W1"
  })
  void places_that_are_not_there_are_refused(String row, String wrt, String sentence) {
    var model = trained("iris.csv", "species", "--hidden", "3");
    var run = CommandLineRun.of("explain", model, example("iris.csv"), "--row", row, "--wrt", wrt);
    assertEquals(2, run.status());
    assertTrue(run.err().contains(sentence), run.err());
  }
}
