package org.backprop.train;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import org.backprop.model.Model;
import org.backprop.optimizer.Optimizers;
import org.backprop.optimizer.Schedule;
import org.backprop.prepare.Dataset;
import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which learning rate each step has, and which row: against gradient descent written out here. */
final class StepOrderTest {
  private static final double RATE = 0.3;
  private static final double TINY = 1e-300;

  /** Gradient descent on half the squared error of {@code w x + b}, one row a step. */
  private static final class Descent {
    private final double[] w;
    private double b;

    Descent(double[] w, double b) {
      this.w = w.clone();
      this.b = b;
    }

    void step(double[] x, double y, double rate) {
      var error = b - y;
      for (var i = 0; i < w.length; i++) {
        error += w[i] * x[i];
      }
      for (var i = 0; i < w.length; i++) {
        w[i] -= rate * error * x[i];
      }
      b -= rate * error;
    }
  }

  private static Trainer trainer(int features) {
    return Trainer.of(Model.of(features(features), dense(1), normal()))
        .withOptimizer(Optimizers.sgd())
        .withRate(RATE)
        .withPrecision(DType.FLOAT64);
  }

  /** The initial parameters: those after a step too small to change them. */
  private static Descent start(Trainer trainer, Dataset data) {
    var initial = trainer.withRate(TINY).withEpochs(1).fit(data).parameters();
    return new Descent(initial.get("W1").toDoubles(), initial.get("b1").at(0));
  }

  @ParameterizedTest
  @FieldSource("org.backprop.optimizer.Schedules#ALL")
  void each_step_has_the_rate_of_its_own_progress(Schedule schedule) {
    var x = new double[][] {{0.5}, {0.5}, {0.5}, {0.5}};
    var data = Dataset.of(x, new double[][] {{2}, {2}, {2}, {2}});
    var trainer = trainer(1).withSchedule(schedule).withBatch(2).withEpochs(3);
    var expected = start(trainer, data);
    for (var step = 1; step <= 6; step++) {
      expected.step(x[0], 2, RATE * schedule.factor(step / 6.0));
    }
    var actual = trainer.fit(data).parameters();
    assertEquals(expected.w[0], actual.get("W1").at(0), 1e-12);
    assertEquals(expected.b, actual.get("b1").at(0), 1e-12);
  }

  /** The orders of rows in the epochs, found by trying all that lead to the trained parameters. */
  private static List<List<List<Integer>>> orders(Trainer trainer, double[][] x, double[][] y) {
    var data = Dataset.of(x, y);
    var trained = trainer.fit(data).parameters();
    var start = start(trainer, data);
    var found = new ArrayList<List<List<Integer>>>();
    for (var first : permutations(List.of(0, 1, 2, 3, 4))) {
      var afterFirst = new Descent(start.w, start.b);
      first.forEach(row -> afterFirst.step(x[row], y[row][0], RATE));
      for (var second : permutations(List.of(0, 1, 2, 3, 4))) {
        var end = new Descent(afterFirst.w, afterFirst.b);
        second.forEach(row -> end.step(x[row], y[row][0], RATE));
        if (isClose(end.b, trained.get("b1").at(0)) && isClose(end.w[0], trained.get("W1").at(0))) {
          found.add(List.of(first, second));
        }
      }
    }
    return found;
  }

  private static boolean isClose(double one, double other) {
    return Math.abs(one - other) < 1e-11;
  }

  private static List<List<Integer>> permutations(List<Integer> items) {
    if (items.isEmpty()) {
      return List.of(List.of());
    }
    var all = new ArrayList<List<Integer>>();
    for (var item : items) {
      var others = items.stream().filter(other -> !other.equals(item)).toList();
      for (var rest : permutations(others)) {
        var permutation = new ArrayList<>(List.of(item));
        permutation.addAll(rest);
        all.add(permutation);
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void each_epoch_takes_every_row_once_in_an_order_of_its_own(long seed) {
    var x = new double[][] {{0.3, 1}, {-1.1, 0.2}, {0.7, -0.6}, {1.3, 0.9}, {-0.4, -1.2}};
    var y = new double[][] {{1}, {-2}, {0.5}, {3}, {-1}};
    var found = orders(trainer(2).withBatch(1).withEpochs(2).withSeed(seed), x, y);
    assertEquals(1, found.size(), found.toString());
    assertNotEquals(found.getFirst().getFirst(), found.getFirst().getLast());
  }

  @Test
  void another_seed_takes_another_order() {
    var x = new double[][] {{0.3, 1}, {-1.1, 0.2}, {0.7, -0.6}, {1.3, 0.9}, {-0.4, -1.2}};
    var y = new double[][] {{1}, {-2}, {0.5}, {3}, {-1}};
    var trainer = trainer(2).withBatch(1).withEpochs(2);
    assertNotEquals(orders(trainer.withSeed(1), x, y), orders(trainer.withSeed(2), x, y));
  }
}
