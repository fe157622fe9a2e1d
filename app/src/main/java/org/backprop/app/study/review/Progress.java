package org.backprop.app.study.review;

import java.time.LocalDate;
import java.util.List;
import org.backprop.recall.Memory;
import org.backprop.recall.Rating;
import org.backprop.recall.Review;

/**
 * What is known of a card that was rated.
 *
 * @param memory after the last review
 * @param reviewed all reviews since the card was new, in order
 * @param due the day of the next review: that of the last one if the card was forgotten
 */
public record Progress(Memory memory, List<Reviewed> reviewed, LocalDate due) {
  public Progress {
    reviewed = List.copyOf(reviewed);
  }

  /** The last review. */
  public Reviewed last() {
    return reviewed.getLast();
  }

  /** The reviews as FSRS takes them. */
  public List<Review> reviews() {
    return reviewed.stream().map(Reviewed::review).toList();
  }

  /** Whether the card was forgotten at the last review. */
  public boolean isLearning() {
    return last().review().rating() == Rating.AGAIN;
  }

  /**
   * Whether the card is to be reviewed on a day. If the last review was more than a day after it, a
   * clock was wrong, and the card is due.
   */
  public boolean isDue(LocalDate day) {
    return !due.isAfter(day) || last().day().isAfter(day.plusDays(1));
  }

  /** Whether the card was forgotten again, so often that it should be edited or left out. */
  public boolean isForgottenLeech() {
    return isLearning() && lapses() >= StudyStatistics.LEECH_LAPSES;
  }

  /** How often the card was forgotten when it had been known at the review before. */
  public int lapses() {
    int lapses = 0;
    for (int i = 1; i < reviewed.size(); i++) {
      boolean wasKnown = reviewed.get(i - 1).review().rating() != Rating.AGAIN;
      lapses += wasKnown && reviewed.get(i).review().rating() == Rating.AGAIN ? 1 : 0;
    }
    return lapses;
  }
}
