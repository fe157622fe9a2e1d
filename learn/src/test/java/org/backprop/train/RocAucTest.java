package org.backprop.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
  void without_both_kinds_of_rows_it_is_not_defined() {
    assertEquals(Double.NaN, RocAuc.of(new double[3], new boolean[3]));
    assertEquals(Double.NaN, RocAuc.of(new double[1], new boolean[] {true}));
    assertEquals(Double.NaN, RocAuc.of(new double[0], new boolean[0]));
  }
}
