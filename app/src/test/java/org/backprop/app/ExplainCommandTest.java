package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.backprop.app.CommandLineRun.good;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.backprop.modelfile.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    var match = Pattern.compile("\\[((?:\\s*-?[\\d.e-]+)+)\\s*]").matcher(text);
    assertTrue(match.find(), text);
    return Pattern.compile("\\s+")
        .splitAsStream(match.group(1).strip())
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  /** The step of that name in the chain of JSON. */
  private static Map<?, ?> step(Map<?, ?> json, String name) {
    return ((List<?>) ((Map<?, ?>) json.get("chain")).get("steps"))
        .stream()
            .map(step -> (Map<?, ?>) step)
            .filter(step -> step.get("name").equals(name))
            .findFirst()
            .orElseThrow();
  }

  private static List<?> values(Map<?, ?> json, String name) {
    return (List<?>) ((Map<?, ?>) step(json, name).get("value")).get("numbers");
  }

  @Test
  void the_numbers_are_those_of_a_calculation_by_hand() {
    var model = trained("iris.csv", "species", "--hidden", "3");
    var text = good("explain", model, example("iris.csv"), "--row", "60").out();
    var parameters = ModelFile.load(model).parameters();
    var x = numbers(after(text, "the input"));
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
    var delta = numbers(after(text, "y_hat - y "));
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
    assertFalse(text.contains("FAULT"), text);
  }

  @ParameterizedTest
  @CsvSource({
    "penguins.csv, body_mass_g, 5, normal, y_hat - y",
    "penguins.csv, sex, 4, bernoulli, y_hat - y",
    "spector.csv, grade, none, bernoulli, y_hat - y",
    "doctor_visits.csv, mdvis, 4, poisson, y_hat - y",
    "penguins.csv, body_mass_g, 4, laplace, sign(y_hat - y)",
    "penguins.csv, body_mass_g, 4, gamma, 1 - y / y_hat",
    "iris.csv, species, '4,4', categorical, y_hat - y"
  })
  void every_likelihood_is_explained(
      String data, String target, String hidden, String likelihood, String rule) {
    var model = trained(data, target, "--hidden", hidden, "--likelihood", likelihood);
    var run = good("explain", model, example(data), "--row", "1", "--json", "-");
    var json = run.json();
    var layer = hidden.equals("none") ? 1 : hidden.split(",").length + 1;
    assertEquals(rule, step(json, "delta" + layer).get("rule"));
    assertFalse(run.err().contains("FAULT"), run.err());
  }

  @Test
  void columns_turn_the_matrices() {
    var model = trained("iris.csv", "species", "--hidden", "3");
    var rows = good("explain", model, example("iris.csv"), "--row", "1").out();
    var columns = good("explain", model, example("iris.csv"), "--row", "1", "--columns").out();
    assertTrue(rows.contains("x^T delta1"), rows);
    assertTrue(columns.contains("delta1 x^T"), columns);
    assertEquals(3, numbers(after(rows, "x^T delta1")).length);
    assertEquals(4, numbers(after(columns, "delta1 x^T")).length);
    assertTrue(columns.contains("W1 x + b1"), columns);
  }

  @Test
  void one_weight_is_followed_through_the_chain() {
    var model = trained("iris.csv", "species", "--hidden", "3");
    var run = good("explain", model, example("iris.csv"), "--row", "1", "--wrt", "W1[1,2]");
    assertTrue(run.out().contains("dL/dW1[1,2] = x[1] * delta1[2] = "), run.out());
    assertTrue(run.out().contains("delta2[0] * W2[2,0] = "), run.out());
    var bias = good("explain", model, example("iris.csv"), "--row", "1", "--wrt", "b2[0]");
    assertTrue(bias.out().contains("dL/db2[0] = delta2[0] = "), bias.out());
    var columns =
        good("explain", model, example("iris.csv"), "--row", "1", "--columns", "--wrt", "W1[2,1]");
    assertTrue(columns.out().contains("dL/dW1[2,1] = delta1[2] * x[1] = "), columns.out());
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
    assertEquals("", run.out());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void the_example_needs_no_file_and_fits_a_screen(boolean columns) {
    var run = columns ? good("explain", "--example", "--columns") : good("explain", "--example");
    var lines = run.lines();
    assertTrue(lines.size() <= 40, run.out());
    lines.forEach(line -> assertTrue(line.length() <= 80, line));
    for (var name : List.of("W1 =", "b1 =", "W2 =", "b2 =", "delta2 = dL/da2", "y_hat - y")) {
      assertTrue(run.out().contains(name), name);
    }
    assertFalse(run.out().contains("..."), run.out());
  }

  @Test
  void a_model_or_the_example_must_be_named() {
    var run = CommandLineRun.of("explain");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("name MODEL, or ask for --example"), run.err());
  }

  @Test
  void without_a_row_the_worst_predicted_is_explained() {
    var model = trained("iris.csv", "species", "--hidden", "3");
    var run = good("explain", model, example("iris.csv"), "--json", "-");
    var worst = (int) run.json().get("row");
    assertTrue(run.err().contains("the worst predicted of 150 rows"), run.err());
    var loss = (double) values(run.json(), "L").getFirst();
    for (var row : List.of(1, 60, 101, 150)) {
      var other = good("explain", model, example("iris.csv"), "--row", row, "--json", "-").json();
      var itsLoss = (double) values(other, "L").getFirst();
      assertTrue(row == worst ? itsLoss == loss : itsLoss < loss, row + " beside " + worst);
    }
  }

  @Test
  void fresh_weights_are_those_that_training_starts_from() {
    var data = example("iris.csv");
    var model = trained("iris.csv", "species", "--hidden", "3", "--seed", "7");
    var none = folder.resolve("none.safetensors");
    good(
        "train",
        data,
        "--target",
        "species",
        "--hidden",
        "3",
        "--seed",
        "7",
        "--epochs",
        "1",
        "--learning-rate",
        "1e-30",
        "-o",
        none);
    var start = ModelFile.load(none).parameters().get("W1");
    var json = good("explain", model, data, "--row", "1", "--fresh", "--json", "-").json();
    var parameters = (List<?>) ((Map<?, ?>) json.get("chain")).get("parameters");
    var first =
        (List<?>) ((Map<?, ?>) ((Map<?, ?>) parameters.getFirst()).get("value")).get("numbers");
    for (var i = 0; i < start.size(); i++) {
      assertEquals(start.at(i), (double) first.get(i), 1e-12);
    }
    assertEquals("fresh", json.get("weights"));
  }

  @Test
  void a_regression_is_also_shown_in_the_units_of_its_target() {
    var model = trained("penguins.csv", "body_mass_g", "--hidden", "none");
    var run = good("explain", model, example("penguins.csv"), "--row", "1", "--json", "-");
    assertTrue(run.err().contains("In units of body_mass_g: y_hat "), run.err());
    assertTrue(run.err().contains(", y 3750, "), run.err());
    assertEquals(3750.0, (double) ((Map<?, ?>) run.json().get("target")).get("y"), 1e-3);
  }

  @Test
  void each_loss_is_called_by_its_name() {
    var model = trained("penguins.csv", "body_mass_g", "--hidden", "none");
    var text = good("explain", model, example("penguins.csv"), "--row", "1").out();
    assertTrue(text.contains("half squared error"), text);
    assertTrue(text.contains("0.9189"), text);
    assertTrue(text.contains("negative log-likelihood"), text);
  }

  @Test
  void all_prints_every_weight() {
    var model = trained("iris.csv", "species", "--hidden", "20");
    var some = good("explain", model, example("iris.csv"), "--row", "1").out();
    var all = good("explain", model, example("iris.csv"), "--row", "1", "--all").out();
    assertTrue(some.contains("more rows  norm"), some);
    assertFalse(all.contains("..."), all);
    assertTrue(all.contains("W1_new"), all);
    all.lines().forEach(line -> assertTrue(line.length() <= 80, line));
    some.lines().forEach(line -> assertTrue(line.length() <= 80, line));
  }

  @Test
  void finite_differences_are_part_of_the_json() {
    var file = folder.resolve("chain.json");
    good("explain", "--example", "--json", file);
    var json = good("explain", "--example", "--json", "-").json();
    var differences = (Map<?, ?>) step(json, "dL/dW1").get("finite_differences");
    assertEquals("agrees", differences.get("verdict"));
    assertEquals(4, differences.get("compared"));
    assertTrue(file.toFile().length() > 1000);
  }
}
