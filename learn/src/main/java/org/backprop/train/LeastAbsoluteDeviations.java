package org.backprop.train;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The exact minimum of {@code sum |y - z b|}, by the simplex method of Bloomfield and Steiger
 * (Least Absolute Deviations Curve-Fitting, 1980): from vertex to vertex, each passing through as
 * many rows as there are coefficients, with a weighted median as line search.
 *
 * <p>Ties, as between rows on one line, are broken by a seeded perturbation of y, and the last
 * vertex is solved for y itself.
 */
final class LeastAbsoluteDeviations {
  private static final double PERTURBATION = 1e-10;
  private static final double OPTIMAL = 1 + 1e-9;
  private static final double NEGLIGIBLE = 1e-12;

  private final double[][] z;
  private final double[] y;
  private final double[] residuals;
  private final int size;

  /** The direction that changes the residual of one row of the vertex and of no other. */
  private final double[][] directions;

  /** The row of each direction; -1 until the vertex is complete. */
  private final int[] vertex;

  private final boolean[] onVertex;

  private LeastAbsoluteDeviations(double[][] z, double[] y) {
    this.z = z;
    this.y = y;
    this.size = z[0].length;
    this.residuals = new double[y.length];
    this.directions = new double[size][size];
    this.vertex = new int[size];
    this.onVertex = new boolean[y.length];
  }

  /**
   * The coefficients.
   *
   * @param z the rows, of full column rank
   */
  static double[] solve(double[][] z, double[] y) {
    return new LeastAbsoluteDeviations(z, y).solve();
  }

  private double[] solve() {
    var random = new SplittableRandom(1);
    var largest = Arrays.stream(y).map(Math::abs).max().orElse(0);
    for (var i = 0; i < y.length; i++) {
      var noise = PERTURBATION * largest * (2 * random.nextDouble() - 1);
      residuals[i] = y[i] + noise;
    }
    for (var j = 0; j < size; j++) {
      directions[j][j] = 1;
      vertex[j] = -1;
    }
    for (var place = 0; place < size; place++) {
      move(place);
    }
    var j = steepest();
    while (j >= 0 && move(j)) {
      j = steepest();
    }
    return coefficients();
  }

  private static double dot(double[] a, double[] b) {
    var sum = 0.0;
    for (var i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** The direction along which the loss falls fastest, or -1 at the optimum. */
  private int steepest() {
    var gradient = new double[size];
    for (var i = 0; i < y.length; i++) {
      if (!onVertex[i]) {
        var sign = Math.signum(residuals[i]);
        for (var k = 0; k < size; k++) {
          gradient[k] += sign * z[i][k];
        }
      }
    }
    var best = -1;
    var steepest = OPTIMAL;
    for (var j = 0; j < size; j++) {
      // The row that leaves the vertex adds 1 on either side.
      var slope = Math.abs(dot(gradient, directions[j]));
      if (slope > steepest) {
        best = j;
        steepest = slope;
      }
    }
    return best;
  }

  /**
   * Goes along a direction to the lowest loss, where a row takes its place in the vertex.
   *
   * @return whether it is another row than before
   */
  private boolean move(int j) {
    var changes = new double[y.length];
    var ratios = new double[y.length];
    var rows = new int[y.length];
    var count = 0;
    var before = vertex[j];
    if (before >= 0) {
      onVertex[before] = false;
    }
    for (var i = 0; i < y.length; i++) {
      changes[i] = onVertex[i] ? 0 : dot(z[i], directions[j]);
      if (Math.abs(changes[i]) > NEGLIGIBLE) {
        ratios[i] = residuals[i] / changes[i];
        rows[count++] = i;
      }
    }
    var row = WeightedMedian.of(rows, count, ratios, changes);
    for (var i = 0; i < y.length; i++) {
      residuals[i] -= ratios[row] * changes[i];
    }
    residuals[row] = 0;
    vertex[j] = row;
    onVertex[row] = true;
    enter(j, row);
    return row != before;
  }

  /**
   * Makes each direction keep the residual of the row but the one of place j, which changes it by
   * 1.
   */
  private void enter(int j, int row) {
    var change = dot(z[row], directions[j]);
    for (var k = 0; k < size; k++) {
      directions[j][k] /= change;
    }
    for (var i = 0; i < size; i++) {
      var other = i == j ? 0 : dot(z[row], directions[i]);
      for (var k = 0; k < size && other != 0; k++) {
        directions[i][k] -= other * directions[j][k];
      }
    }
  }

  /** The coefficients that pass through the vertex's rows, refined. */
  private double[] coefficients() {
    var b = new double[size];
    for (var repeat = 0; repeat < 3; repeat++) {
      var misses = new double[size];
      for (var j = 0; j < size; j++) {
        misses[j] = y[vertex[j]] - dot(z[vertex[j]], b);
      }
      for (var j = 0; j < size; j++) {
        for (var k = 0; k < size; k++) {
          b[k] += misses[j] * directions[j][k];
        }
      }
    }
    return b;
  }
}
