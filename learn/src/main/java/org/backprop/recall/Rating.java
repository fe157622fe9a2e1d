package org.backprop.recall;

import java.util.Arrays;

/** How a card was answered at a review. A card counts as recalled unless it is rated again. */
public enum Rating {
  AGAIN(1),
  HARD(2),
  GOOD(3),
  EASY(4);

  private final int number;

  Rating(int number) {
    this.number = number;
  }

  /** 1 for again to 4 for easy: G in the formulas of FSRS. */
  public int number() {
    return number;
  }

  /**
   * The rating with this number.
   *
   * @throws IllegalArgumentException if it is not 1 to 4
   */
  public static Rating of(int number) {
    return Arrays.stream(values())
        .filter(rating -> rating.number == number)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("a rating is a number from 1 to 4, not " + number));
  }
}
