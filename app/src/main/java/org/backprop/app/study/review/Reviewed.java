package org.backprop.app.study.review;

import java.time.LocalDate;
import org.backprop.recall.Review;

/**
 * One review of a card.
 *
 * @param number its place among all events of the log
 * @param rated the rating, as given
 * @param day when
 * @param review the rating and the days since the review before, as FSRS takes them
 * @param isFirst whether the card was new
 */
public record Reviewed(int number, Rated rated, LocalDate day, Review review, boolean isFirst) {
  /** Whether it shows if the card was remembered for a day or longer. */
  public boolean isObservation() {
    return !isFirst && review.days() > 0;
  }
}
