package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.backprop.app.CommandLineRun.good;
import static org.backprop.app.CommandLineRun.written;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  private static final Path PENGUINS = example("penguins.csv");

  @TempDir Path folder;

  private CommandLineRun train(String target, Object... options) {
    var words = new ArrayList<Object>(List.of("train", PENGUINS, "--target", target));
    words.addAll(List.of("--epochs", "3", "-o", model(), "--json", "-"));
    words.addAll(List.of(options));
    return good(words.toArray());
  }

  private Path model() {
    return folder.resolve("m.safetensors");
  }

  @Test
  void the_file_it_was_trained_on_counts_only_with_unseen_rows() {
    var trained = train("species", "--test", "0.2").json();
    var run = good("evaluate", model(), PENGUINS);
    var text = run.out().replaceAll("\\s+", " ");
    assertTrue(text.contains("only the 138 rows count that training did not see"), text);
    assertTrue(text.contains("The validation rows chose the epoch"), text);
    assertTrue(text.contains("69 validation rows baseline 69 test rows baseline"), text);
    for (var measure :
        List.of(
            "log-likelihood",
            "deviance",
            "accuracy",
            "AUC",
            "Brier score",
            "calibration error",
            "precision recall F1",
            "Confusion on the test rows")) {
      assertTrue(text.contains(measure), measure + text);
    }
    var json = good("evaluate", model(), PENGUINS, "--json", "-").json();
    assertEquals(138, json.get("rows"));
    for (var part : List.of("train", "validation", "test")) {
      assertEquals(score(trained, part, "accuracy"), score(json, part, "accuracy"), part);
      assertEquals(score(trained, part, "loss"), score(json, part, "loss"), part);
    }
    for (var key : List.of("likelihood", "parameters", "epochs", "seconds", "seed")) {
      assertTrue(json.containsKey(key), key);
    }
  }

  private static Object score(Map<?, ?> json, String part, String measure) {
    return ((Map<?, ?>) json.get(part)).get(measure);
  }

  @Test
  void a_file_that_training_saw_whole_cannot_judge() {
    train("species", "--validation", "0");
    var run = CommandLineRun.of("evaluate", model(), PENGUINS);
    assertEquals(2, run.status());
    assertTrue(run.err().contains("training saw every row of"), run.err());
    var all = good("evaluate", model(), PENGUINS, "--all");
    assertTrue(all.out().contains("Most of these rows were learned from"), all.out());
    assertTrue(all.out().contains("344 rows"), all.out());
  }

  @Test
  void other_rows_are_a_test_and_the_file_that_chose_the_epoch_is_called_so() throws IOException {
    var others = folder.resolve("others.csv");
    Files.write(others, Files.readAllLines(PENGUINS).subList(0, 51));
    train("species", "--validation", others);
    assertTrue(good("evaluate", model(), others).out().contains("These rows chose the epoch"));
    var fresh = folder.resolve("fresh.csv");
    Files.write(fresh, Files.readAllLines(PENGUINS).subList(0, 101));
    var json = good("evaluate", model(), fresh, "--json", "-").json();
    assertEquals(100, score(json, "test", "rows"));
  }

  @Test
  void numbers_are_scored_beside_the_mean() {
    train("body_mass_g");
    var run = good("evaluate", model(), PENGUINS);
    for (var measure : List.of("log-likelihood", "RMSE", "MAE", "R2", "in 95% interval")) {
      assertTrue(run.out().contains(measure), run.out());
    }
    var validation =
        (Map<?, ?>) good("evaluate", model(), PENGUINS, "--json", "-").json().get("validation");
    var baseline = (Map<?, ?>) validation.get("baseline");
    assertTrue(((Number) baseline.get("r2")).doubleValue() <= 1e-9, baseline.toString());
    assertEquals(
        ((Number) baseline.get("rmse")).doubleValue(),
        ((Number) ((Map<?, ?>) baseline.get("baseline")).get("rmse")).doubleValue(),
        1e-3);
  }

  /** The baseline as a model says what the scores say of it. */
  @Test
  void the_baseline_predicts_the_frequencies_of_the_training_rows() {
    for (var target : List.of("species", "sex")) {
      train(target);
      var json = good("evaluate", model(), PENGUINS, "--json", "-").json();
      var baseline = (Map<?, ?>) ((Map<?, ?>) json.get("validation")).get("baseline");
      var own = (Map<?, ?>) baseline.get("baseline");
      assertEquals(own.get("accuracy"), baseline.get("accuracy"));
      assertEquals(
          ((Number) own.get("log_likelihood")).doubleValue(),
          ((Number) baseline.get("log_likelihood")).doubleValue(),
          1e-4);
      assertEquals(0.5, baseline.get("auc"));
    }
  }

  @Test
  void data_that_cannot_be_compared_is_refused() {
    train("species");
    var without = written(folder, "without.csv", "island", "Dream");
    var run = CommandLineRun.of("evaluate", model(), without);
    assertEquals(2, run.status());
    assertTrue(run.err().contains("has no column species to compare"), run.err());
    var unknown =
        written(
            folder,
            "unknown.csv",
            "species,island,beak_length_mm,beak_depth_mm,flipper_length_mm,body_mass_g,sex",
            "Emperor,Dream,39.1,18.7,181,3750,MALE");
    var other = CommandLineRun.of("evaluate", model(), unknown);
    assertTrue(other.err().contains("line 2: species is \"Emperor\""), other.err());
  }
}
