package org.backprop.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RocAucTest {
  @Test
  void it_is_the_share_of_pairs_in_the_right_order() {
    var scores = new double[] {0.1, 0.4, 0.35, 0.8};
    assertEquals(0.75, RocAuc.of(scores, new boolean[] {false, false, true, true}));
    assertEquals(1, RocAuc.of(scores, new boolean[] {false, false, false, true}));
    assertEquals(0, RocAuc.of(scores, new boolean[] {true, false, false, false}));
  }

  @Test
  void ties_count_half() {
    var scores = new double[] {0.5, 0.5, 0.5, 0.5, 0.9};
    assertEquals(0.5, RocAuc.of(scores, new boolean[] {true, false, true, false, false}) + 1.0 / 6);
    assertEquals(0.5, RocAuc.of(new double[4], new boolean[] {true, false, false, true}));
  }

  @Test
  void it_is_what_comparing_all_pairs_gives() {
    var random = new SplittableRandom(4);
    var some = new double[] {-0.0, 0.0, 0.25, 0.5, 1, Double.NaN};
    for (var run = 0; run < 100; run++) {
      var scores = new double[40];
      var positive = new boolean[40];
      for (var i = 0; i < scores.length; i++) {
        scores[i] = run < 50 ? random.nextDouble() : some[random.nextInt(some.length)];
        positive[i] = i == 0 || (i > 1 && random.nextBoolean());
      }
      assertEquals(byPairs(scores, positive), RocAuc.of(scores, positive), 1e-15);
    }
  }

  private static double byPairs(double[] scores, boolean[] positive) {
    var sum = 0.0;
    var pairs = 0;
    for (var i = 0; i < scores.length; i++) {
      for (var j = 0; j < scores.length; j++) {
        if (positive[i] && !positive[j]) {
          var order = Double.compare(scores[i] + 0.0, scores[j] + 0.0);
          sum += order > 0 ? 1 : order == 0 ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return sum / pairs;
  }

  @Test
  void without_both_kinds_of_rows_it_is_not_defined() {
    assertEquals(Double.NaN, RocAuc.of(new double[3], new boolean[3]));
    assertEquals(Double.NaN, RocAuc.of(new double[1], new boolean[] {true}));
    assertEquals(Double.NaN, RocAuc.of(new double[0], new boolean[0]));
  }
}
