package org.backprop.recall;

/**
 * The state of memory of one card after a review.
 *
 * @param stability the days until the probability of recall has fallen to 0.9
 * @param difficulty from 1, easiest, to 10
 */
public record Memory(double stability, double difficulty) {
  /** The least stability, in days. */
  static final double LEAST_STABILITY = 0.001;

  /** The greatest stability, in days: 100 years. */
  static final double MOST_STABILITY = 36500;

  static final double LEAST_DIFFICULTY = 1;
  static final double MOST_DIFFICULTY = 10;

  /**
   * @throws IllegalArgumentException if a number is outside its bounds
   */
  public Memory {
    require("stability", stability, LEAST_STABILITY, MOST_STABILITY);
    require("difficulty", difficulty, LEAST_DIFFICULTY, MOST_DIFFICULTY);
  }

  private static void require(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "the %s is a number from %s to %s, not %s".formatted(name, least, most, value));
    }
  }
}
