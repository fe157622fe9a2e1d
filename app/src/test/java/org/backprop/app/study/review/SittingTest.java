package org.backprop.app.study.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.backprop.app.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SittingTest {
  private static final List<String> CARDS = List.of("a", "b", "c", "d", "e", "f");

  @TempDir Path folder;

  private final SetClock clock = new SetClock("2026-03-02T18:00:00", "Europe/Berlin");

  private StudyLog log() {
    return StudyLog.open(folder.resolve("study.jsonl"), Terminal.silent());
  }

  private Sitting sitting() {
    return Sitting.daily(CARDS, log(), StudySettings.DEFAULT, clock);
  }

  private Sitting sitting(int fresh, int reviews) {
    return Sitting.daily(CARDS, log(), StudySettings.DEFAULT.withPerDay(fresh, reviews), clock);
  }

  /** Rates the current card, which must be this one. */
  private void rate(Sitting sitting, String card, int rating) {
    assertEquals(Optional.of(card), sitting.current());
    clock.pass(Duration.ofSeconds(10));
    sitting.rate(rating, Attempt.UNKNOWN);
  }

  private List<String> rest(Sitting sitting, int rating) {
    var asked = new ArrayList<String>();
    while (sitting.current().isPresent()) {
      asked.add(sitting.current().get());
      rate(sitting, asked.getLast(), rating);
    }
    return asked;
  }

  @Test
  void new_cards_are_asked_in_the_order_of_the_deck() {
    assertEquals(new Remaining(6, 0, 0), sitting().remaining());
    assertEquals(CARDS, rest(sitting(), 4));
    assertEquals(Optional.empty(), sitting().current());
  }

  @Test
  void a_forgotten_card_returns_after_three_others() {
    var sitting = sitting();
    rate(sitting, "a", 2);
    assertEquals(new Remaining(5, 1, 0), sitting.remaining());
    rate(sitting, "b", 4);
    rate(sitting, "c", 1);
    rate(sitting, "d", 4);
    rate(sitting, "a", 1);
    rate(sitting, "e", 4);
    rate(sitting, "c", 3);
    rate(sitting, "f", 4);
    rate(sitting, "a", 4);
    assertEquals(Optional.empty(), sitting.current());
    assertEquals(0, sitting.remaining().total());
  }

  @Test
  void forgotten_cards_return_at_once_when_no_other_is_left() {
    var sitting = sitting(1, 200);
    rate(sitting, "a", 1);
    rate(sitting, "a", 2);
    rate(sitting, "a", 3);
    assertEquals(Optional.empty(), sitting.current());
  }

  @Test
  void a_sitting_that_ended_at_any_moment_goes_on_where_it_was() {
    var expected = new ArrayList<String>();
    var ratings = new int[] {2, 4, 1, 5, 1, 3, 2, 4, 4, 4, 4, 4};
    var whole = Sitting.daily(CARDS, log(), StudySettings.DEFAULT, clock);
    for (int i = 0; whole.current().isPresent(); i++) {
      expected.add(whole.current().get());
      whole.rate(ratings[i], Attempt.UNKNOWN);
    }
    var asked = new ArrayList<String>();
    var other = folder.resolve("other.jsonl");
    for (int i = 0; i < expected.size(); i++) {
      var sitting =
          Sitting.daily(
              CARDS, StudyLog.open(other, Terminal.silent()), StudySettings.DEFAULT, clock);
      asked.add(sitting.current().orElseThrow());
      sitting.rate(ratings[i], Attempt.UNKNOWN);
    }
    assertEquals(expected, asked);
  }

  @Test
  void those_due_longest_come_first_then_new_ones() {
    var sitting = sitting(3, 200);
    rate(sitting, "a", 5);
    rate(sitting, "b", 4);
    rate(sitting, "c", 3);
    clock.set("2026-03-12T18:00:00");
    assertEquals(new Remaining(3, 0, 3), sitting().remaining());
    assertEquals(List.of("c", "b", "a", "d", "e", "f"), rest(sitting(), 4));
  }

  @Test
  void a_card_forgotten_yesterday_is_due_today() {
    rate(sitting(1, 200), "a", 1);
    clock.set("2026-03-03T18:00:00");
    assertEquals(new Remaining(1, 0, 1), sitting(1, 200).remaining());
    rate(sitting(1, 200), "a", 4);
  }

  @Test
  void the_limits_count_the_whole_day_over_all_sittings() {
    rest(sitting(2, 200), 4);
    assertEquals(0, sitting(2, 200).remaining().total());
    assertEquals(new Remaining(1, 0, 0), sitting(3, 200).remaining());
    clock.set("2026-03-04T12:00:00");
    assertEquals(new Remaining(2, 0, 1), sitting(2, 1).remaining());
    var sitting = sitting(2, 1);
    rate(sitting, "a", 1);
    assertEquals(new Remaining(2, 1, 0), sitting.remaining());
    assertEquals(List.of("c", "d", "a"), rest(sitting, 4));
    assertEquals(0, sitting(2, 1).remaining().total());
  }

  /** The day lasts until 4 o'clock, so that midnight gives no further new cards. */
  @Test
  void midnight_is_not_the_end_of_a_day() {
    clock.set("2026-03-02T23:50:00");
    rest(sitting(2, 200), 4);
    clock.set("2026-03-03T00:10:00");
    assertEquals(0, sitting(2, 200).remaining().total());
    clock.set("2026-03-03T04:00:00");
    assertEquals(new Remaining(2, 0, 0), sitting(2, 200).remaining());
  }

  @Test
  void a_sitting_left_open_goes_on_the_next_day() {
    var sitting = sitting(2, 200);
    rest(sitting, 4);
    assertEquals(Optional.empty(), sitting.current());
    clock.set("2026-03-04T18:00:00");
    assertEquals(Optional.of("a"), sitting.current());
    clock.set("2026-03-05T18:00:00");
    rate(sitting, "a", 4);
    assertEquals(new Remaining(2, 0, 1), sitting.remaining());
  }

  @Test
  void undo_takes_back_one_after_the_other_also_at_the_end() {
    var sitting = sitting();
    assertEquals(Optional.empty(), sitting.undo());
    rest(sitting, 4);
    assertEquals(Optional.of("f"), sitting.undo());
    assertEquals(Optional.of("f"), sitting.current());
    assertEquals(Optional.of("e"), sitting.undo());
    assertEquals(new Remaining(2, 0, 0), sitting.remaining());
    assertEquals(4, sitting.ratings());
    rate(sitting, "e", 1);
    rate(sitting, "f", 4);
    rate(sitting, "e", 4);
    assertEquals(7, sitting.ratings());
    assertEquals(1 + 1, sitting.schedule().of("e").reviewed().size());
    for (int i = 0; i < 7; i++) {
      assertTrue(sitting.undo().isPresent());
    }
    assertEquals(Optional.empty(), sitting.undo());
    assertEquals(new Remaining(6, 0, 0), sitting.remaining());
    assertEquals(new Remaining(6, 0, 0), sitting().remaining());
  }

  @Test
  void bury_suspend_and_reset_can_be_taken_back_too() {
    var sitting = sitting();
    sitting.bury();
    sitting.suspend();
    assertEquals(Optional.of("c"), sitting.current());
    assertEquals(new Remaining(4, 0, 0), sitting.remaining());
    rate(sitting, "c", 4);
    sitting.reset(List.of("c", "a"));
    assertEquals(new Remaining(6 - 1, 0, 0), sitting.remaining());
    assertEquals(Optional.of("c"), sitting.undo());
    assertEquals(new Remaining(3, 0, 0), sitting.remaining());
    sitting.undo();
    assertEquals(Optional.of("b"), sitting.undo());
    assertEquals(Optional.of("a"), sitting.undo());
    assertEquals(CARDS, rest(sitting, 5));
  }

  @Test
  void a_buried_card_returns_the_next_day_a_suspended_one_when_it_is_resumed() {
    var sitting = sitting();
    sitting.bury();
    sitting.suspend();
    assertEquals(List.of("c", "d", "e", "f"), rest(sitting, 5));
    clock.set("2026-03-03T18:00:00");
    assertEquals(Optional.of("a"), sitting().current());
    var next = sitting();
    next.resume("b");
    assertEquals(List.of("a", "b"), rest(next, 5));
  }

  @Test
  void undo_after_an_event_of_the_same_moment_takes_back_that_one_only() {
    var sitting = sitting(1, 200);
    sitting.rate(1, Attempt.UNKNOWN);
    sitting.rate(4, Attempt.UNKNOWN);
    sitting.undo();
    assertEquals(1, sitting.schedule().of("a").reviewed().size());
    sitting.rate(4, Attempt.UNKNOWN);
    assertEquals(2, sitting.schedule().of("a").reviewed().size());
  }

  @Test
  void two_sittings_at_once_lose_nothing_and_see_each_other() {
    var one = sitting();
    var two = sitting();
    rate(one, "a", 4);
    rate(two, "a", 2);
    rate(two, "b", 4);
    one.refresh();
    assertEquals(Optional.of("c"), one.current());
    assertEquals(2, one.schedule().of("a").reviewed().size());
    assertEquals(Optional.of("a"), one.undo());
    assertEquals(
        List.of(2, 4), one.schedule().reviewed().stream().map(r -> r.rated().rating()).toList());
    two.refresh();
    assertEquals(Optional.of("c"), two.current());
    assertEquals(one.schedule().byCard(), two.schedule().byCard());
    assertEquals(one.log().events(), log().events());
  }

  @Test
  void all_cards_can_be_asked_though_none_is_due() {
    rest(sitting(), 4);
    var sitting =
        Sitting.all(List.of("b", "d", "e"), log(), StudySettings.DEFAULT.withPerDay(0, 0), clock);
    assertEquals(new Remaining(0, 0, 3), sitting.remaining());
    rate(sitting, "b", 1);
    rate(sitting, "d", 4);
    rate(sitting, "e", 4);
    rate(sitting, "b", 4);
    assertEquals(Optional.empty(), sitting.current());
    sitting.undo();
    assertEquals(Optional.of("b"), sitting.current());
  }

  @Test
  void the_days_after_each_rating_are_told_before() {
    var sitting = sitting();
    var days = IntStream.rangeClosed(1, 5).map(sitting::daysAfter).boxed().toList();
    assertEquals(List.of(0, 0, 1, 2, 8), days);
    assertThrows(IllegalArgumentException.class, () -> sitting.daysAfter(6));
    assertEquals(List.of(), sitting.log().events());
  }

  @Test
  void what_is_no_rating_and_a_rating_of_no_card_are_refused() {
    var sitting = sitting();
    assertThrows(IllegalArgumentException.class, () -> sitting.rate(0, Attempt.UNKNOWN));
    assertEquals(Optional.of("a"), sitting.current());
    rest(sitting, 4);
    assertThrows(IllegalStateException.class, () -> sitting.rate(4, Attempt.UNKNOWN));
    assertThrows(IllegalStateException.class, sitting::bury);
  }

  /** In Berlin the clocks go from 2 to 3 on March 29 and from 3 to 2 on October 25. */
  @Test
  void changes_of_the_clocks_make_no_day_longer_or_shorter() {
    for (var night : List.of("2026-03-29", "2026-10-25")) {
      clock.set(night + "T03:59:00");
      assertEquals(LocalDate.parse(night).minusDays(1), sitting().today());
      clock.set(night + "T04:00:00");
      assertEquals(LocalDate.parse(night), sitting().today());
    }
  }

  @Test
  void a_learner_who_travels_has_the_days_of_the_place() {
    rest(sitting(), 4);
    var samoa = new SetClock("2026-03-03T18:00:00", "Pacific/Apia");
    var there = Sitting.daily(CARDS, log(), StudySettings.DEFAULT, samoa);
    assertEquals(Optional.empty(), there.current());
    samoa.set("2026-03-04T08:00:00");
    assertEquals(Optional.of("a"), there.current());
    there.rate(4, Attempt.UNKNOWN);
    assertEquals(2, there.schedule().of("a").progress().orElseThrow().last().review().days());
  }

  @Test
  void a_clock_that_was_set_back_loses_nothing() {
    rate(sitting(), "a", 4);
    clock.set("2020-01-01T12:00:00");
    var sitting = sitting();
    assertEquals(new Remaining(5, 0, 1), sitting.remaining());
    rate(sitting, "a", 4);
    rate(sitting, "b", 1);
    rate(sitting, "c", 4);
    clock.set("2026-03-04T12:00:00");
    assertEquals(List.of("b", "a", "c", "d", "e", "f"), rest(sitting(), 4));
    assertEquals(3, sitting().schedule().of("a").reviewed().size());
  }

  @Test
  void a_clock_that_was_ahead_hides_no_card_for_years() {
    clock.set("2030-01-01T12:00:00");
    var ahead = sitting(2, 200);
    rate(ahead, "a", 5);
    ahead.bury();
    clock.set("2026-03-02T12:00:00");
    assertEquals(new Remaining(5, 0, 1), sitting().remaining());
    var statistics = new StudyStatistics(CARDS, sitting().schedule(), sitting().today());
    assertEquals(1, statistics.forecast(1).getFirst().cards());
    var sitting = sitting();
    rate(sitting, "a", 4);
    assertEquals(Optional.of("b"), sitting.current());
    var progress = sitting.schedule().of("a").progress().orElseThrow();
    assertEquals(LocalDate.parse("2026-03-02"), progress.last().day());
    assertEquals(2026, progress.due().getYear());
  }

  @Test
  void what_is_done_to_another_card_leaves_the_current_one() {
    var sitting = sitting();
    rate(sitting, "a", 4);
    rate(sitting, "b", 4);
    sitting.undo();
    sitting.undo();
    sitting.suspend("d");
    assertEquals(Optional.of("a"), sitting.current());
    rate(sitting, "a", 4);
    sitting.reset(List.of("a"));
    assertEquals(Optional.of("b"), sitting.current());
    assertEquals(Optional.of("a"), sitting.undo());
    assertEquals(Optional.of("b"), sitting.current());
    assertEquals(List.of("b", "c", "e", "f"), rest(sitting, 4));
    sitting.resume("d");
    assertEquals(Optional.of("d"), sitting.current());
  }

  @Test
  void as_many_cards_are_asked_as_are_forecast() {
    rest(sitting(), 3);
    for (int day = 3; day < 30; day++) {
      clock.set(LocalDate.parse("2026-03-01").plusDays(day) + "T12:00:00");
      var sitting = sitting();
      var statistics = new StudyStatistics(CARDS, sitting.schedule(), sitting.today());
      assertEquals(statistics.forecast(1).getFirst().cards(), rest(sitting, 4).size());
    }
  }
}
