package org.backprop.recall;

/**
 * One review of a card.
 *
 * @param days whole days since the card's previous review, 0 on the same day and at the first
 *     review
 */
public record Review(Rating rating, int days) {
  public Review {
    if (days < 0) {
      throw new IllegalArgumentException(
          "a review cannot be " + -days + " days before the card's previous one");
    }
  }
}
