package org.backprop.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backprop.modelfile.ModelFile;
import org.backprop.table.ExampleData;
import org.backprop.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prediction intervals of regressions with few rows: Student's t, n - p and leverage. */
final class PredictionIntervalTest {
  private static final int FEATURES = 7;

  private static Table rows(SplittableRandom random, int count) {
    var header =
        IntStream.range(0, FEATURES).mapToObj(j -> "x" + j).collect(Collectors.joining(","));
    return ExampleData.lines(
        header + ",y",
        IntStream.range(0, count)
            .mapToObj(_ ->
                IntStream.range(0, FEATURES + 1)
                    .mapToObj(_ -> "" + random.nextGaussian())
                    .collect(Collectors.joining(",")))
            .toArray(String[]::new));
  }

  /** statsmodels: OLS(...).get_prediction(...).summary_frame(alpha=0.05). */
  @Test
  void an_interval_agrees_with_statsmodels() {
    var lines = new String[] {"1,2", "2,1", "3,4", "4,3", "5,7", "6,5"};
    var result = Training.of(ExampleData.lines("x,y", lines), "y").hidden().run();
    var interval = result.model().predict(Map.of("x", 8)).interval(0.95);
    assertEquals(1.5373130534248167, interval[0], 1e-9);
    assertEquals(14.024591708479957, interval[1], 1e-9);
  }

  @Test
  void intervals_cover_95_of_100_new_values_with_20_rows_and_8_coefficients() {
    var random = new SplittableRandom(11);
    var covered = 0;
    var repeats = 300;
    var each = 20;
    for (var i = 0; i < repeats; i++) {
      var model = Training.of(rows(random, 20), "y").hidden().run().model();
      var fresh = rows(random, each);
      var y = fresh.column("y");
      var predictions = model.predict(fresh).stream().map(Optional::orElseThrow).toList();
      for (var row = 0; row < each; row++) {
        covered += predictions.get(row).covers(0.95, Double.parseDouble(y.get(row))) ? 1 : 0;
      }
    }
    var coverage = covered / (double) (repeats * each);
    assertTrue(coverage > 0.93 && coverage < 0.97, "the coverage is " + coverage);
  }

  @Test
  void a_saved_model_has_the_same_intervals(@TempDir Path folder) {
    var table = rows(new SplittableRandom(2), 20);
    var model = Training.of(table, "y").hidden().run().model();
    var file = folder.resolve("m.safetensors");
    ModelFile.save(model, file);
    var loaded = ModelFile.load(file);
    for (var row : new int[] {0, 7}) {
      var one = table.select(new int[] {row});
      assertEquals(
          model.predict(one).getFirst().orElseThrow().interval(0.9)[0],
          loaded.predict(one).getFirst().orElseThrow().interval(0.9)[0]);
    }
    assertEquals(12, loaded.spread().orElseThrow().degreesOfFreedom(), 1e-9);
  }
}
