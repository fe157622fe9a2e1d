package org.backprop.app.study.review;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.recall.Rating;
import org.backprop.score.Proportion;

/**
 * What a log says about a deck and its learner. Reviews are counted over all cards of the log,
 * those before a reset too; cards are those of the deck.
 *
 * @param cards the ids of the deck's cards
 * @param today the day until which is counted
 */
public record StudyStatistics(List<String> cards, ReviewSchedule schedule, LocalDate today) {
  /** The lapses from which on a card counts as a leech, unless another number is asked for. */
  public static final int LEECH_LAPSES = 8;

  public StudyStatistics {
    cards = List.copyOf(cards);
  }

  /**
   * The cards of the deck, each counted once.
   *
   * @param learning those forgotten at their last review
   * @param known those recalled at their last review
   * @param suspended those that are not asked, however well they are known
   */
  public record CardCounts(int fresh, int learning, int known, int suspended) {}

  public CardCounts cardCounts() {
    var open = states().filter(state -> !state.isSuspended()).toList();
    int fresh = (int) open.stream().filter(CardState::isNew).count();
    int learning =
        (int)
            open.stream()
                .flatMap(state -> state.progress().stream())
                .filter(Progress::isLearning)
                .count();
    return new CardCounts(
        fresh, learning, open.size() - fresh - learning, cards.size() - open.size());
  }

  private Stream<CardState> states() {
    return cards.stream().map(schedule::of);
  }

  /**
   * What was done.
   *
   * @param reviews ratings, in all
   * @param today ratings on this day
   * @param days days with at least one rating
   * @param streak days in a row with a rating, up to today, or to yesterday if there is none yet
   */
  public record Activity(int reviews, int today, int days, int streak) {}

  public Activity activity() {
    var perDay = reviewsPerDay();
    var last = perDay.containsKey(today) ? today : today.minusDays(1);
    int streak = 0;
    while (perDay.containsKey(last.minusDays(streak))) {
      streak++;
    }
    int all = perDay.values().stream().mapToInt(Integer::intValue).sum();
    return new Activity(all, perDay.getOrDefault(today, 0), perDay.size(), streak);
  }

  /** The ratings on each day that has any. */
  public SortedMap<LocalDate, Integer> reviewsPerDay() {
    var perDay = new TreeMap<LocalDate, Integer>();
    schedule.reviewed().forEach(each -> perDay.merge(each.day(), 1, Integer::sum));
    return perDay;
  }

  /** The number of cards that become due on a day; on the first day those overdue are counted. */
  public record DueOn(LocalDate day, int cards) {}

  /**
   * The cards due on today and the days after it, as things stand. New cards and later reviews of
   * the same cards are not counted.
   */
  public List<DueOn> forecast(int days) {
    var perDay =
        states()
            .flatMap(state -> state.asked(today).stream())
            .collect(Collectors.groupingBy(day -> day, Collectors.summingInt(_ -> 1)));
    return IntStream.range(0, days)
        .mapToObj(today::plusDays)
        .map(day -> new DueOn(day, perDay.getOrDefault(day, 0)))
        .toList();
  }

  /**
   * The share of recalled cards among the reviews of a period: those at least a day after the
   * card's previous review.
   *
   * @param start the first day of the period
   */
  public record Retention(LocalDate start, Proportion recalled) {}

  /** The true retention over all time. */
  public Proportion retention() {
    return recalled(observations());
  }

  /** The true retention of each week with a review; weeks begin on Monday. */
  public List<Retention> weeks() {
    return retention(day -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
  }

  /** The true retention of each month with a review. */
  public List<Retention> months() {
    return retention(day -> day.withDayOfMonth(1));
  }

  private List<Retention> retention(UnaryOperator<LocalDate> start) {
    var observations = observations();
    var starts = new TreeSet<LocalDate>();
    observations.forEach(each -> starts.add(start.apply(each.day())));
    return starts.stream()
        .map(first ->
            new Retention(
                first,
                recalled(
                    observations.stream()
                        .filter(each -> start.apply(each.day()).equals(first))
                        .toList())))
        .toList();
  }

  private List<Reviewed> observations() {
    return schedule.reviewed().stream().filter(Reviewed::isObservation).toList();
  }

  private static Proportion recalled(List<Reviewed> observations) {
    long recalled =
        observations.stream().filter(each -> each.review().rating() != Rating.AGAIN).count();
    return new Proportion((int) recalled, observations.size());
  }

  /** A card that is forgotten again and again. */
  public record Leech(String card, int lapses) {}

  /** The cards with at least a number of lapses, those with most first. */
  public List<Leech> leeches(int least) {
    return cards.stream()
        .map(card -> new Leech(card, schedule.of(card).progress().map(Progress::lapses).orElse(0)))
        .filter(leech -> leech.lapses() >= least)
        .sorted(Comparator.comparingInt(Leech::lapses).reversed())
        .toList();
  }
}
