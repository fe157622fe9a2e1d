package org.backprop.app.study.review;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.backprop.recall.Review;
import org.backprop.recall.Scheduler;

/**
 * The state of a card as a fold over its events in the order of the log. A clock that was set back
 * counts as the same day.
 *
 * @param desiredRetention the probability of recall at which a card is due
 */
record CardFold(Scheduler scheduler, double desiredRetention) {
  /**
   * An event of a card.
   *
   * @param number its place among all events of the log
   */
  record Entry(int number, Event event) {}

  /** The state after some events. */
  CardState of(List<Entry> entries) {
    var undone =
        entries.stream()
            .map(Entry::event)
            .filter(Undone.class::isInstance)
            .map(event -> ((Undone) event).of())
            .collect(Collectors.toSet());
    var state = CardState.NEW;
    for (var entry : entries) {
      state = undone.contains(entry.event().at()) ? state : after(state, entry);
    }
    return state;
  }

  /** The state after one more event, which takes nothing back. */
  CardState after(CardState before, Entry entry) {
    return switch (entry.event()) {
      case Rated rated -> before.with(next(before, rated, entry.number()));
      case Suspended _ -> before.suspended(true);
      case Resumed _ -> before.suspended(false);
      case Buried buried -> before.buried(StudyDay.of(buried.at()));
      case Reset _ -> before.reset();
      case Undone _ -> before;
    };
  }

  private Progress next(CardState before, Rated rated, int number) {
    var day = StudyDay.of(rated.at());
    var progress = before.progress();
    int days = progress.map(each -> between(each.last().day(), day)).orElse(0);
    var review = new Review(rated.scheduled(), days);
    var memory =
        progress
            .map(each -> scheduler.next(each.memory(), review))
            .orElseGet(() -> scheduler.first(review.rating()));
    var reviewed = new ArrayList<>(progress.map(Progress::reviewed).orElse(List.of()));
    reviewed.add(new Reviewed(number, rated, day, review, progress.isEmpty()));
    int wait = rated.isForgotten() ? 0 : scheduler.days(memory, desiredRetention);
    return new Progress(memory, reviewed, day.plusDays(wait));
  }

  private static int between(LocalDate before, LocalDate day) {
    return Math.clamp(ChronoUnit.DAYS.between(before, day), 0, Integer.MAX_VALUE);
  }
}
