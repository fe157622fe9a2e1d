package org.backprop.app.study.review;

import java.time.OffsetDateTime;
import java.util.List;
import org.backprop.recall.Rating;

/**
 * A card was rated.
 *
 * @param card the card's id
 * @param rating how well it was known, from 1 to 5
 */
public record Rated(String card, int rating, OffsetDateTime at, Attempt attempt) implements Event {
  /**
   * @throws IllegalArgumentException if the rating is not 1 to 5
   */
  public Rated {
    if (rating < 1 || rating > 5) {
      throw new IllegalArgumentException("a rating is a number from 1 to 5, not " + rating);
    }
  }

  /** A rating of which no more is known. */
  public Rated(String card, int rating, OffsetDateTime at) {
    this(card, rating, at, Attempt.UNKNOWN);
  }

  @Override
  public List<String> cards() {
    return List.of(card);
  }

  /** The rating of FSRS: 1 and 2 are again, 3 is hard, 4 good, 5 easy. */
  public Rating scheduled() {
    return switch (rating) {
      case 1, 2 -> Rating.AGAIN;
      case 3 -> Rating.HARD;
      case 4 -> Rating.GOOD;
      default -> Rating.EASY;
    };
  }

  /** Whether the card is asked again in the same sitting. */
  public boolean isForgotten() {
    return scheduled() == Rating.AGAIN;
  }
}
