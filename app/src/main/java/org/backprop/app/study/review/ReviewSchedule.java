package org.backprop.app.study.review;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.backprop.app.study.review.CardFold.Entry;
import org.backprop.recall.Scheduler;
import org.jspecify.annotations.Nullable;

/** Where each card stands: a fold over the events, in their order. */
public final class ReviewSchedule {
  private final CardFold fold;
  private final int events;
  private final SequencedMap<String, History> byCard;

  private record History(List<Entry> entries, CardState state) {}

  private ReviewSchedule(CardFold fold, int events, SequencedMap<String, History> byCard) {
    this.fold = fold;
    this.events = events;
    this.byCard = Collections.unmodifiableSequencedMap(byCard);
  }

  /** The schedule after some events. */
  public static ReviewSchedule of(
      Scheduler scheduler, double desiredRetention, List<Event> events) {
    var fold = new CardFold(scheduler, desiredRetention);
    var entries = new LinkedHashMap<String, List<Entry>>();
    for (int i = 0; i < events.size(); i++) {
      for (var card : events.get(i).cards()) {
        entries.computeIfAbsent(card, _ -> new ArrayList<>()).add(new Entry(i, events.get(i)));
      }
    }
    var byCard = new LinkedHashMap<String, History>();
    entries.forEach((card, list) -> byCard.put(card, new History(list, fold.of(list))));
    return new ReviewSchedule(fold, events.size(), byCard);
  }

  /** The schedule after further events. */
  public ReviewSchedule with(List<Event> further) {
    var next = new LinkedHashMap<>(byCard);
    int number = events;
    for (var event : further) {
      var entry = new Entry(number++, event);
      event.cards().forEach(card -> next.put(card, with(next.get(card), entry)));
    }
    return new ReviewSchedule(fold, number, next);
  }

  private History with(@Nullable History before, Entry entry) {
    var history = before == null ? new History(List.of(), CardState.NEW) : before;
    var entries = new ArrayList<>(history.entries());
    entries.add(entry);
    var state =
        entry.event() instanceof Undone ? fold.of(entries) : fold.after(history.state(), entry);
    return new History(entries, state);
  }

  /** The state of a card. */
  public CardState of(String card) {
    var history = byCard.get(card);
    return history == null ? CardState.NEW : history.state();
  }

  /** The state of each card in the log, by its id. */
  public SequencedMap<String, CardState> byCard() {
    var states = new LinkedHashMap<String, CardState>();
    byCard.forEach((card, history) -> states.put(card, history.state()));
    return states;
  }

  /** All reviews of all cards, in the order of the log. */
  public List<Reviewed> reviewed() {
    return reviewed(_ -> true);
  }

  /** The reviews on a day, in the order of the log. */
  List<Reviewed> reviewedOn(LocalDate day) {
    return reviewed(each -> each.day().equals(day));
  }

  private List<Reviewed> reviewed(Predicate<Reviewed> isWanted) {
    return byCard.values().stream()
        .flatMap(history -> history.state().reviewed().stream())
        .filter(isWanted)
        .sorted(Comparator.comparingInt(Reviewed::number))
        .toList();
  }

  /** The cards to be reviewed on a day, those due longest first. */
  public List<String> due(LocalDate day) {
    return byCard().entrySet().stream()
        .filter(entry -> entry.getValue().isDue(day))
        .sorted(Comparator.comparing(entry -> entry.getValue().progress().orElseThrow().due()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** As in {@code schedule of 40 cards after 120 events}. */
  @Override
  public String toString() {
    return "schedule of %s cards after %s events".formatted(byCard.size(), events);
  }
}
