package org.backprop.app.study;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.backprop.recall.Memory;
import org.backprop.recall.Rating;
import org.backprop.recall.Review;
import org.backprop.recall.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * When each card is asked next: a fold over the ratings, in their order. Days are those of the
 * calendar at the place of each rating; a clock that was set back counts as the same day.
 */
final class ReviewSchedule {
  private final Scheduler scheduler;
  private final double desiredRetention;
  private final SequencedMap<String, Progress> byCard;

  /**
   * What is known of a card.
   *
   * @param reviews all of them, in order
   * @param last the day of the last review
   * @param due the day of the next one: the same day if it was forgotten
   */
  record Progress(Memory memory, List<Review> reviews, LocalDate last, LocalDate due) {
    Progress {
      reviews = List.copyOf(reviews);
    }

    /** How often the card was forgotten after it had once been known. */
    int lapses() {
      int known = 0;
      while (known < reviews.size() && reviews.get(known).rating() == Rating.AGAIN) {
        known++;
      }
      return (int) reviews.stream().skip(known).filter(r -> r.rating() == Rating.AGAIN).count();
    }
  }

  private ReviewSchedule(
      Scheduler scheduler, double desiredRetention, SequencedMap<String, Progress> byCard) {
    this.scheduler = scheduler;
    this.desiredRetention = desiredRetention;
    this.byCard = Collections.unmodifiableSequencedMap(byCard);
  }

  /** The schedule after some ratings. */
  static ReviewSchedule of(Scheduler scheduler, double desiredRetention, List<Rated> ratings) {
    var byCard = new LinkedHashMap<String, Progress>();
    var empty = new ReviewSchedule(scheduler, desiredRetention, byCard);
    ratings.forEach(
        rated -> byCard.compute(rated.card(), (_, before) -> empty.next(before, rated)));
    return empty;
  }

  /** The schedule after one more rating. */
  ReviewSchedule with(Rated rated) {
    var next = new LinkedHashMap<>(byCard);
    next.compute(rated.card(), (_, before) -> next(before, rated));
    return new ReviewSchedule(scheduler, desiredRetention, next);
  }

  private Progress next(@Nullable Progress before, Rated rated) {
    int days =
        before == null
            ? 0
            : Math.clamp(ChronoUnit.DAYS.between(before.last(), rated.day()), 0, Integer.MAX_VALUE);
    var review = new Review(rated.scheduled(), days);
    var memory =
        before == null ? scheduler.first(review.rating()) : scheduler.next(before.memory(), review);
    var reviews = new ArrayList<>(before == null ? List.of() : before.reviews());
    reviews.add(review);
    int wait = review.rating() == Rating.AGAIN ? 0 : scheduler.days(memory, desiredRetention);
    return new Progress(memory, reviews, rated.day(), rated.day().plusDays(wait));
  }

  /** What is known of each card that was rated, by its id. */
  Map<String, Progress> byCard() {
    return byCard;
  }

  /** The cards to be asked on a day, those due longest first. */
  List<String> due(LocalDate day) {
    return byCard.entrySet().stream()
        .filter(entry -> !entry.getValue().due().isAfter(day))
        .sorted(Comparator.comparing(entry -> entry.getValue().due()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
