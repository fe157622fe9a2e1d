package org.backprop.app.study.review;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.backprop.table.DataException;

/**
 * A learner's way through the cards of a day: asks for one card after the other, writes each event
 * to the log at once, and takes the last one back. Which card comes next follows from the log, so
 * that a sitting that was killed goes on where it was. Not safe for use by several threads.
 */
public final class Sitting {
  private final List<String> cards;
  private final StudySettings settings;
  private final Clock clock;
  private final boolean isDaily;
  private final Deque<Done> done = new ArrayDeque<>();
  private ScheduledLog kept;
  private LocalDate day;
  private Optional<String> current;

  /** What was done, and the card that was the current one. */
  private record Done(Event event, Optional<String> current) {}

  private Sitting(
      List<String> cards, StudyLog log, StudySettings settings, Clock clock, boolean isDaily) {
    this.cards = List.copyOf(cards);
    this.settings = settings;
    this.clock = clock;
    this.isDaily = isDaily;
    kept = ScheduledLog.of(settings, log);
    day = today();
    current = queue().next();
  }

  /**
   * A sitting with the cards that are due, and new ones.
   *
   * @param cards the ids in the order of the deck; other cards in the log are not asked
   * @param clock with the zone of the learner
   */
  public static Sitting daily(
      List<String> cards, StudyLog log, StudySettings settings, Clock clock) {
    return new Sitting(cards, log, settings, clock, true);
  }

  /** A sitting with each of these cards, due or not, until it was known once. */
  public static Sitting all(List<String> cards, StudyLog log, StudySettings settings, Clock clock) {
    return new Sitting(cards, log, settings, clock, false);
  }

  /** The card to be asked; empty if none is left for this day. */
  public Optional<String> current() {
    if (!day.equals(today())) {
      day = today();
      current = current.or(() -> queue().next());
    }
    return current;
  }

  /**
   * Rates the current card and goes on to the next one.
   *
   * @param rating how well it was known, from 1 to 5
   * @throws IllegalStateException if no card is left
   * @throws DataException if the log cannot be written; the card then stays the current one
   */
  public void rate(int rating, Attempt attempt) {
    rate(required(), rating, attempt);
  }

  /** Rates a card, which another window may still show, and goes on to the next one. */
  public void rate(String card, int rating, Attempt attempt) {
    add(new Rated(card, rating, now(List.of(card)), attempt));
  }

  /** Leaves the current card for the next day. */
  public void bury() {
    bury(required());
  }

  /** Leaves a card for the next day. */
  public void bury(String card) {
    add(new Buried(card, now(List.of(card))));
  }

  /** Leaves the current card out until it is resumed. */
  public void suspend() {
    suspend(required());
  }

  /** Leaves a card out until it is resumed. */
  public void suspend(String card) {
    add(new Suspended(card, now(List.of(card))));
  }

  /** Asks a suspended card again. */
  public void resume(String card) {
    add(new Resumed(card, now(List.of(card))));
  }

  /** Makes cards as new. */
  public void reset(List<String> these) {
    if (!these.isEmpty()) {
      add(new Reset(these, now(these)));
    }
  }

  private void add(Event event) {
    keep(kept.with(List.of(event)));
    done.push(new Done(event, current));
    if (current.filter(card -> !event.cards().contains(card)).isEmpty()) {
      current = queue().next();
    }
  }

  /**
   * Takes back the last thing that was done in this sitting and not taken back yet.
   *
   * @return the card that it was done to; empty if there is nothing. The current card is that of
   *     the time before.
   */
  public Optional<String> undo() {
    if (done.isEmpty()) {
      return Optional.empty();
    }
    var event = done.getFirst().event();
    var at = now(event.cards());
    keep(
        kept.with(
            event.cards().stream().<Event>map(card -> new Undone(card, event.at(), at)).toList()));
    current = done.pop().current().or(() -> queue().next());
    return Optional.of(event.cards().getFirst());
  }

  /**
   * Takes in what other sittings wrote; goes to the next card if the current one was done there.
   */
  public void refresh() {
    var before = schedule();
    keep(kept.latest());
    if (current.filter(card -> before.of(card).equals(schedule().of(card))).isEmpty()) {
      current = queue().next();
    }
  }

  private void keep(ScheduledLog next) {
    kept = next;
    day = today();
  }

  /** The cards still to be asked, the current one among them. */
  public Remaining remaining() {
    return queue().remaining();
  }

  /** The ratings given in this sitting and not taken back. */
  public int ratings() {
    return (int) done.stream().filter(each -> each.event() instanceof Rated).count();
  }

  /** The whole days until the current card would be asked again after a rating; 0 for today. */
  public int daysAfter(int rating) {
    return daysAfter(required(), rating);
  }

  /** The whole days until a card would be asked again after a rating; 0 for today. */
  public int daysAfter(String card, int rating) {
    var rated = new Rated(card, rating, OffsetDateTime.now(clock));
    var next = schedule().with(List.of(rated)).of(rated.card()).progress().orElseThrow();
    return (int) ChronoUnit.DAYS.between(next.last().day(), next.due());
  }

  /** Where each card stands. */
  public ReviewSchedule schedule() {
    return kept.schedule();
  }

  /** The log, with all that was done. */
  public StudyLog log() {
    return kept.log();
  }

  /** The day of the sitting, which begins at 4 o'clock. */
  public LocalDate today() {
    return StudyDay.of(OffsetDateTime.now(clock));
  }

  private SittingQueue queue() {
    return isDaily
        ? SittingQueue.daily(cards, schedule(), day, settings)
        : SittingQueue.of(cards, schedule(), day, card -> !wasKnown(card));
  }

  /** Whether a card was rated in this sitting, which a forgotten one is asked for again. */
  private boolean wasKnown(String card) {
    return done.stream()
        .anyMatch(each -> each.event() instanceof Rated rated && rated.card().equals(card));
  }

  private String required() {
    return current().orElseThrow(() -> new IllegalStateException("no card is left for this day"));
  }

  private OffsetDateTime now(List<String> those) {
    return kept.free(OffsetDateTime.now(clock), those);
  }

  /** As in {@code sitting with 3 new, 1 learning and 12 due cards}. */
  @Override
  public String toString() {
    var left = remaining();
    return "sitting with %s new, %s learning and %s due cards"
        .formatted(left.fresh(), left.learning(), left.due());
  }
}
