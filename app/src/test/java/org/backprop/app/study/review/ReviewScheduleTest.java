package org.backprop.app.study.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.backprop.recall.Parameters;
import org.backprop.recall.Rating;
import org.backprop.recall.Review;
import org.backprop.recall.Scheduler;
import org.junit.jupiter.api.Test;

final class ReviewScheduleTest {
  private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00+02:00");
  private static final LocalDate FIRST = NOON.toLocalDate();
  private static final Scheduler SCHEDULER = new Scheduler(Parameters.DEFAULT);

  private static ReviewSchedule schedule(Event... events) {
    return ReviewSchedule.of(SCHEDULER, Scheduler.DESIRED_RETENTION, List.of(events));
  }

  private static Progress of(ReviewSchedule schedule, String card) {
    return schedule.of(card).progress().orElseThrow();
  }

  private static Rated rated(String card, int rating, int day) {
    return new Rated(card, rating, NOON.plusDays(day));
  }

  @Test
  void ratings_are_again_again_hard_good_easy() {
    var ratings = new ArrayList<Rating>();
    for (int rating = 1; rating <= 5; rating++) {
      ratings.add(rated("a", rating, 0).scheduled());
    }
    assertEquals(
        List.of(Rating.AGAIN, Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY), ratings);
  }

  /** The published intervals: 2, 11, 46 and 163 days when good is given on each day that is due. */
  @Test
  void a_card_is_due_after_the_published_intervals() {
    var schedule = schedule(rated("a", 4, 0), rated("a", 4, 0));
    int day = 0;
    for (int interval : new int[] {2, 11, 46, 163}) {
      day += interval;
      assertEquals(FIRST.plusDays(day), of(schedule, "a").due());
      assertEquals(List.of(), schedule.due(FIRST.plusDays(day - 1)));
      assertEquals(List.of("a"), schedule.due(FIRST.plusDays(day)));
      schedule = schedule.with(List.of(rated("a", 4, day)));
    }
  }

  @Test
  void a_forgotten_card_returns_on_the_same_day() {
    var schedule = schedule(rated("a", 2, 0), rated("b", 4, 0), rated("c", 1, 1));
    assertEquals(List.of("a"), schedule.due(FIRST));
    assertEquals(List.of("a", "c"), schedule.due(FIRST.plusDays(1)));
    assertEquals(List.of("a", "c", "b"), schedule.due(FIRST.plusDays(2)));
  }

  @Test
  void a_schedule_is_the_fold_of_all_ratings() {
    var ratings = new ArrayList<Rated>();
    var folded = schedule();
    for (int i = 0; i < 50; i++) {
      var rated = rated("card" + i % 7, 1 + i % 5, i / 2);
      ratings.add(rated);
      folded = folded.with(List.of(rated));
    }
    assertEquals(schedule(ratings.toArray(Event[]::new)).byCard(), folded.byCard());
    assertEquals(7, folded.byCard().size());
  }

  @Test
  void a_day_begins_at_four_at_the_place_of_the_rating() {
    var late = OffsetDateTime.parse("2026-03-02T03:50:00-05:00");
    var early = OffsetDateTime.parse("2026-03-02T04:10:00-05:00");
    var schedule = schedule(new Rated("a", 4, late), new Rated("a", 4, early));
    assertEquals(
        List.of(new Review(Rating.GOOD, 0), new Review(Rating.GOOD, 1)),
        of(schedule, "a").reviews());
  }

  @Test
  void a_clock_that_was_set_back_counts_as_the_same_day() {
    var schedule = schedule(rated("a", 4, 5), rated("a", 4, 0));
    assertEquals(new Review(Rating.GOOD, 0), of(schedule, "a").reviews().getLast());
  }

  @Test
  void lapses_are_counted_from_the_first_recall() {
    var schedule =
        schedule(
            rated("a", 1, 0),
            rated("a", 2, 0),
            rated("a", 4, 0),
            rated("a", 1, 3),
            rated("a", 3, 3),
            rated("a", 2, 9));
    assertEquals(2, of(schedule, "a").lapses());
    assertEquals(0, of(schedule(rated("b", 1, 0)), "b").lapses());
  }

  @Test
  void forgetting_again_on_the_way_back_is_no_further_lapse() {
    assertEquals(
        1, of(schedule(rated("a", 4, 0), rated("a", 1, 3), rated("a", 2, 3)), "a").lapses());
  }

  private static final List<Event> EVENTS =
      List.of(
          rated("a", 4, 0),
          rated("b", 1, 0),
          new Suspended("a", NOON.plusHours(1)),
          rated("a", 2, 2),
          new Undone("a", NOON.plusDays(2), NOON.plusDays(2).plusHours(1)),
          new Buried("b", NOON.plusDays(3)),
          new Resumed("a", NOON.plusDays(3)),
          new Reset(List.of("b", "c"), NOON.plusDays(4)),
          rated("b", 5, 5));

  @Test
  void one_event_after_the_other_is_all_at_once() {
    var folded = schedule();
    for (int i = 0; i < EVENTS.size(); i++) {
      folded = folded.with(List.of(EVENTS.get(i)));
      var all = schedule(EVENTS.subList(0, i + 1).toArray(Event[]::new));
      assertEquals(all.byCard(), folded.byCard());
      assertEquals(all.reviewed(), folded.reviewed());
    }
    assertEquals(schedule().with(EVENTS).byCard(), folded.byCard());
  }

  @Test
  void what_was_taken_back_never_was() {
    var undone = new Undone("a", NOON.plusDays(3), NOON.plusDays(4));
    var schedule = schedule(rated("a", 4, 0), rated("a", 1, 3), rated("b", 1, 3), undone);
    assertEquals(of(schedule(rated("a", 4, 0)), "a").due(), of(schedule, "a").due());
    assertEquals(0, of(schedule, "a").lapses());
    assertEquals(1, of(schedule, "b").reviews().size());
    var other = schedule(rated("a", 4, 0), new Undone("a", NOON.plusSeconds(1), NOON.plusDays(1)));
    assertEquals(1, of(other, "a").reviews().size());
  }

  @Test
  void suspended_cards_are_not_due_until_they_are_resumed() {
    var schedule = schedule(rated("a", 1, 0), new Suspended("a", NOON));
    assertEquals(List.of(), schedule.due(FIRST.plusYears(1)));
    assertEquals(List.of("a"), schedule.with(List.of(new Resumed("a", NOON))).due(FIRST));
  }

  @Test
  void buried_cards_are_due_the_next_day() {
    var schedule = schedule(rated("a", 1, 0), new Buried("a", NOON.plusHours(1)));
    assertEquals(List.of(), schedule.due(FIRST));
    assertEquals(List.of("a"), schedule.due(FIRST.plusDays(1)));
  }

  @Test
  void a_reset_card_is_new_and_its_reviews_still_count() {
    var schedule =
        schedule(rated("a", 4, 0), rated("a", 1, 3), new Reset(List.of("a"), NOON.plusDays(3)));
    assertTrue(schedule.of("a").isNew());
    assertEquals(2, schedule.reviewed().size());
    var again = schedule.with(List.of(rated("a", 4, 9)));
    assertEquals(List.of(new Review(Rating.GOOD, 0)), of(again, "a").reviews());
    assertEquals(FIRST.plusDays(9 + 2), of(again, "a").due());
    assertEquals(3, again.reviewed().size());
  }
}
