package org.backprop.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.backprop.score.NumberScores;
import org.backprop.table.ExampleData;
import org.backprop.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LeastAbsoluteDeviationsTest {
  private static double mae(Table table, String target) {
    var result = Training.of(table, target).hidden().likelihood("laplace").run();
    return ((NumberScores) result.train()).mae();
  }

  @Test
  void one_outlier_changes_nothing() {
    var table = Table.read(Path.of("src", "test", "resources", "fits", "outlier.csv"));
    assertEquals(61.5625, mae(table, "y"), 1e-12);
  }

  /** Against the simplex method of HiGHS (SciPy's linprog). */
  @Test
  void diabetes_agrees_with_linear_programming() {
    assertEquals(43.04150068587795, mae(ExampleData.table("diabetes"), "progression"), 1e-10);
  }

  /** Many residuals are 0 at once: the optimum of each group is its median. */
  @Test
  void tied_rows_and_groups_have_their_medians() {
    var table =
        ExampleData.lines(
            "g,y", "a,1", "a,2", "a,2", "a,2", "a,9", "b,4", "b,4", "b,5", "b,7", "b,7", "c,0",
            "c,3", "c,3");
    assertEquals((1 + 7 + 1 + 1 + 2 + 2 + 3) / 13.0, mae(table, "y"), 1e-12);
  }

  @Test
  void an_exact_line_has_no_deviation() {
    double[][] z = {{1, 0}, {1, 1}, {1, 2}, {1, 3}, {1, 4}};
    var b = LeastAbsoluteDeviations.solve(z, new double[] {1, 3, 5, 7, 9});
    assertArrayEquals(new double[] {1, 2}, b, 1e-15);
  }

  /** At the optimum no direction through a vertex lowers the loss: here random ones do not. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void no_other_coefficients_are_better(long seed) {
    var random = new SplittableRandom(seed);
    var z = new double[200][5];
    var y = new double[200];
    for (var i = 0; i < y.length; i++) {
      z[i][4] = 1;
      for (var j = 0; j < 4; j++) {
        z[i][j] = random.nextInt(5);
      }
      y[i] = random.nextInt(10);
    }
    var b = LeastAbsoluteDeviations.solve(z, y);
    var least = loss(z, y, b);
    for (var trial = 0; trial < 2000; trial++) {
      var other = b.clone();
      var size = Math.pow(10, -random.nextInt(6));
      Arrays.setAll(other, j -> b[j] + size * random.nextGaussian());
      assertEquals(true, loss(z, y, other) >= least - 1e-9);
    }
  }

  private static double loss(double[][] z, double[] y, double[] b) {
    var sum = 0.0;
    for (var i = 0; i < y.length; i++) {
      var residual = y[i];
      for (var j = 0; j < b.length; j++) {
        residual -= z[i][j] * b[j];
      }
      sum += Math.abs(residual);
    }
    return sum;
  }

  @Test
  void the_weighted_median_minimises_weighted_distances() {
    var random = new SplittableRandom(7);
    for (var trial = 0; trial < 300; trial++) {
      var size = 1 + random.nextInt(12);
      var values = random.doubles(size, 0, 4).map(Math::floor).toArray();
      var weights = random.doubles(size, -1, 1).toArray();
      var items = new int[size];
      Arrays.setAll(items, i -> i);
      var found = WeightedMedian.of(items, size, values, weights);
      var best = Arrays.stream(values).map(t -> distance(values, weights, t)).min().orElseThrow();
      assertEquals(best, distance(values, weights, values[found]), 1e-12);
    }
  }

  private static double distance(double[] values, double[] weights, double t) {
    var sum = 0.0;
    for (var i = 0; i < values.length; i++) {
      sum += Math.abs(weights[i]) * Math.abs(t - values[i]);
    }
    return sum;
  }
}
