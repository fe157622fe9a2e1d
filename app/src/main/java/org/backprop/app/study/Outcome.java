package org.backprop.app.study;

import java.util.List;
import java.util.stream.IntStream;
import org.backprop.app.study.review.Sitting;

/**
 * What follows from a rating.
 *
 * @param rating from 1 to 5
 * @param days whole days until the card is asked again, 0 for today
 */
public record Outcome(int rating, int days) {
  private static final int BEST = 5;

  /** Those of all ratings of a card. */
  public static List<Outcome> of(Sitting sitting, String card) {
    return IntStream.rangeClosed(1, BEST)
        .mapToObj(rating -> new Outcome(rating, sitting.daysAfter(card, rating)))
        .toList();
  }

  /** When the card is asked again, as in {@code in 8 days}. */
  public String when() {
    return switch (days) {
      case 0 -> "today";
      case 1 -> "tomorrow";
      default -> "in " + days + " days";
    };
  }
}
