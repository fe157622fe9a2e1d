package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.backprop.app.CommandLineRun.good;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  @TempDir Path folder;

  private Path trained(String data, String target, String... options) {
    var model = folder.resolve("m.safetensors");
    var words = new ArrayList<Object>();
    words.addAll(List.of("train", example(data), "--target", target));
    words.addAll(List.of("--epochs", "2", "-o", model));
    words.addAll(List.of(options));
    good(words.toArray());
    return model;
  }

  @Test
  void every_parameter_agrees_for_fresh_and_trained_weights() {
    var model = trained("penguins.csv", "species", "--hidden", "8", "--dropout", "0.3");
    var run = good("check", model, example("penguins.csv"));
    assertTrue(run.out().contains("147 parameters, 64 rows, float64"), run.out());
    assertTrue(run.out().contains("The gradients agree with finite differences."), run.out());
    var json = good("check", model, example("penguins.csv"), "--json", "-").json();
    for (var weights : new String[] {"fresh", "trained"}) {
      var report = (Map<?, ?>) json.get(weights);
      assertEquals(true, report.get("passed"));
      assertEquals(147, report.get("checked"));
      assertEquals(0, ((Number) report.get("fault")).intValue());
    }
  }

  @Test
  void kinks_of_relu_are_no_faults() {
    var model = trained("iris.csv", "species", "--activation", "relu", "--hidden", "16");
    good("check", model, example("iris.csv"), "--seed", "3");
  }

  @Test
  void a_table_without_the_target_is_refused_with_a_sentence() {
    var model = trained("iris.csv", "species", "--hidden", "2");
    var run = CommandLineRun.of("check", model, example("wine.csv"));
    assertEquals(2, run.status());
    assertTrue(run.err().contains("has no column species"), run.err());
  }
}
