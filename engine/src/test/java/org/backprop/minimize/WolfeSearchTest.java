package org.backprop.minimize;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WolfeSearchTest {
  /** Sums of waves on a bowl, from any first length. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void steps_satisfy_the_strong_wolfe_conditions(long seed) {
    var random = new SplittableRandom(seed);
    var x = Node.input("x", DType.FLOAT64, 1);
    var wave = x.times(random.nextDouble(1, 20)).plus(random.nextDouble(6)).sin();
    var value = x.minus(random.nextDouble(-2, 2)).squared().plus(wave.times(2)).sum();
    var objective = Objective.of(value, x);
    for (var first = 1e-8; first < 1e8; first *= 10) {
      var start = objective.evaluate(random.nextDouble(-3, 3));
      double[] direction = {-start.gradient()[0]};
      var slope = -direction[0] * direction[0];
      var end = new WolfeSearch(objective, start, direction, 0).from(first).orElseThrow();
      var length = (end.point()[0] - start.point()[0]) / direction[0];
      assertTrue(end.value() <= start.value() + 1e-4 * length * slope + 1e-15, "decrease");
      assertTrue(Math.abs(end.gradient()[0] * direction[0]) <= 0.9 * -slope, "flatness");
    }
  }
}
