package org.backprop.app.study.review;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The cards still to be asked on a day, in this order: the forgotten ones as soon as enough others
 * were asked, the due ones, the new ones, and the forgotten ones that are left.
 *
 * @param ready cards forgotten on this day that may be asked again
 * @param due cards to be reviewed, those due longest first
 * @param fresh new cards, in the order of the deck
 * @param waiting cards forgotten on this day, after which too few others were asked
 */
record SittingQueue(
    List<String> ready, List<String> due, List<String> fresh, List<String> waiting) {
  /** The cards that are asked before a forgotten one returns, if there are any. */
  static final int OTHERS_BETWEEN = 3;

  /**
   * The cards due or new on a day, no more than the daily limits leave; what was asked on that day
   * before, in any sitting, counts.
   */
  static SittingQueue daily(
      List<String> cards, ReviewSchedule schedule, LocalDate day, StudySettings settings) {
    var today = schedule.reviewedOn(day);
    long introduced = today.stream().filter(Reviewed::isFirst).count();
    long reviewed = today.stream().filter(Reviewed::isObservation).count();
    var all =
        of(cards, schedule, day, card -> schedule.of(card).isNew() || schedule.of(card).isDue(day));
    return new SittingQueue(
        all.ready(),
        first(settings.reviewsPerDay() - reviewed, all.due()),
        first(settings.newPerDay() - introduced, all.fresh()),
        all.waiting());
  }

  /** The cards that are wanted, due or not, and those that were forgotten on this day. */
  static SittingQueue of(
      List<String> cards, ReviewSchedule schedule, LocalDate day, Predicate<String> isWanted) {
    var today = schedule.reviewedOn(day);
    var open = cards.stream().filter(card -> schedule.of(card).isOpen(day)).toList();
    var forgotten =
        open.stream()
            .filter(card -> schedule.of(card).isForgottenOn(day))
            .sorted(Comparator.comparingInt(card -> number(schedule, card)))
            .toList();
    Predicate<String> isReady =
        card ->
            today.stream().filter(each -> each.number() > number(schedule, card)).count()
                >= OTHERS_BETWEEN;
    var others = open.stream().filter(Predicate.not(forgotten::contains)).filter(isWanted).toList();
    return new SittingQueue(
        forgotten.stream().filter(isReady).toList(),
        others.stream()
            .filter(card -> !schedule.of(card).isNew())
            .sorted(Comparator.comparing(card -> progress(schedule, card).due()))
            .toList(),
        others.stream().filter(card -> schedule.of(card).isNew()).toList(),
        forgotten.stream().filter(Predicate.not(isReady)).toList());
  }

  private static int number(ReviewSchedule schedule, String card) {
    return progress(schedule, card).last().number();
  }

  private static Progress progress(ReviewSchedule schedule, String card) {
    return schedule.of(card).progress().orElseThrow();
  }

  private static List<String> first(long most, List<String> cards) {
    return cards.stream().limit(Math.max(0, most)).toList();
  }

  /** The card to be asked now. */
  Optional<String> next() {
    return Stream.of(ready, due, fresh, waiting).flatMap(List::stream).findFirst();
  }

  Remaining remaining() {
    return new Remaining(fresh.size(), ready.size() + waiting.size(), due.size());
  }
}
