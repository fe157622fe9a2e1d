package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.backprop.app.CommandLineRun.good;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportanceCommandTest {
  @TempDir Path folder;

  @Test
  void the_columns_come_with_their_spread_the_most_important_first() {
    var model = folder.resolve("m.safetensors");
    good("train", example("iris.csv"), "--target", "species", "--epochs", "40", "-o", model);
    var run = good("importance", model, example("iris.csv"), "--repeats", "5");
    assertTrue(run.out().contains("only the 30 rows count"), run.out());
    assertTrue(run.out().contains("30 rows, each column shuffled 5 times"), run.out());
    assertTrue(
        run.lines().stream()
            .anyMatch(line -> line.matches(" +petal_width +0\\.\\d+ +\\+- 0\\.\\d+.*#+")),
        run.out());
    assertEquals(run.out(), good("importance", model, example("iris.csv"), "--repeats", "5").out());
    var json = good("importance", model, example("iris.csv"), "--json", "-").json();
    var columns = (List<?>) json.get("columns");
    assertEquals(4, columns.size());
    var first = ((Map<?, ?>) columns.getFirst());
    var last = ((Map<?, ?>) columns.getLast());
    assertTrue(
        ((Number) first.get("importance")).doubleValue()
            >= ((Number) last.get("importance")).doubleValue());
    assertTrue(first.containsKey("importance_deviation"));
  }
}
