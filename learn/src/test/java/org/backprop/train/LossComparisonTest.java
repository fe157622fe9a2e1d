package org.backprop.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class LossComparisonTest {
  private static final double[] USUAL = {1, 2, 3, 4};

  /** The differences 0.5, 0.5, 1 and 0.1 have the mean 0.525 and the standard error 0.184278. */
  @Test
  void differences_are_taken_row_by_row() {
    var comparison = LossComparison.of(USUAL, new double[] {0.5, 1.5, 2, 3.9});
    assertEquals(2.5, comparison.usual());
    assertEquals(1.975, comparison.other(), 1e-12);
    assertEquals(2.848959, comparison.standardErrors(), 1e-5);
    assertTrue(comparison.isLowerBy(LossComparison.CLEAR));
  }

  @Test
  void a_higher_an_equal_or_a_hardly_lower_loss_is_not_clearly_lower() {
    assertFalse(
        LossComparison.of(USUAL, new double[] {2, 3, 4, 6}).isLowerBy(LossComparison.CLEAR));
    assertFalse(LossComparison.of(USUAL, USUAL).isLowerBy(LossComparison.CLEAR));
    assertFalse(
        LossComparison.of(USUAL, new double[] {0, 3, 2, 4}).isLowerBy(LossComparison.CLEAR));
    assertFalse(
        LossComparison.of(USUAL, new double[] {0.999, 1.9991, 2.9989, 3.999})
            .isLowerBy(LossComparison.CLEAR));
    assertFalse(
        LossComparison.of(new double[] {2}, new double[] {1}).isLowerBy(LossComparison.CLEAR));
  }
}
