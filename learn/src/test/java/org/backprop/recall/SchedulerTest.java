package org.backprop.recall;

import static org.backprop.recall.Fsrs6.VECTORS;
import static org.backprop.recall.Fsrs6.extended;
import static org.backprop.recall.Fsrs6.reviews;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.backprop.oracle.Oracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** States of memory and intervals against py-fsrs, ts-fsrs and fsrs-rs, and their bounds. */
final class SchedulerTest {
  private static final double TOLERANCE = 1e-5;
  private static final Scheduler SCHEDULER = new Scheduler(Parameters.DEFAULT);
  private static final Scheduler FSRS5 = new Scheduler(extended(0, 0.5));

  private static void assertMemory(double stability, double difficulty, Memory actual) {
    assertEquals(stability, actual.stability(), TOLERANCE * Math.max(1, stability), "stability");
    assertEquals(difficulty, actual.difficulty(), TOLERANCE, "difficulty");
  }

  private static void assertMemory(Oracle expected, Memory actual) {
    assertMemory(expected.number("stability"), expected.number("difficulty"), actual);
  }

  @Test
  void the_default_parameters_are_the_published_ones() {
    assertEquals(Fsrs6.parameters(VECTORS.numbers("default_parameters")), Parameters.DEFAULT);
    assertEquals(Parameters.tensor(Parameters.LOWEST), VECTORS.tensor("lower_bounds_py_fsrs"));
    assertEquals(Parameters.tensor(Parameters.HIGHEST), VECTORS.tensor("upper_bounds_py_fsrs"));
  }

  @ParameterizedTest
  @EnumSource
  void the_first_review_gives_the_state_of_its_rating(Rating rating) {
    var expected = VECTORS.at("first_review");
    int i = rating.number() - 1;
    var memory = SCHEDULER.first(rating);
    assertMemory(expected.numbers("stability")[i], expected.numbers("difficulty")[i], memory);
  }

  static Stream<Arguments> histories() {
    return Stream.of(
        Arguments.of(0, Parameters.DEFAULT),
        Arguments.of(1, Fsrs6.withoutShortTerm()),
        Arguments.of(2, extended(0, 0.5)));
  }

  @ParameterizedTest
  @MethodSource("histories")
  void reviews_lead_to_the_published_state(int number, Parameters parameters) {
    var expected = VECTORS.list("memory_state").get(number);
    var reviews = reviews(expected.numbers("ratings"), expected.numbers("delta_t"));
    assertMemory(expected, new Scheduler(parameters).after(reviews));
  }

  @Test
  void a_review_changes_a_given_state() {
    var expected = VECTORS.list("memory_state").get(3);
    var from = expected.at("from");
    var memory = new Memory(from.number("stability"), from.number("difficulty"));
    assertMemory(expected, FSRS5.next(memory, new Review(Rating.GOOD, 21)));
  }

  @ParameterizedTest
  @EnumSource
  void each_rating_leads_to_its_own_state(Rating rating) {
    var vectors = VECTORS.at("next_states_P19");
    var before =
        FSRS5.after(
            reviews(vectors.numbers("history_ratings"), vectors.numbers("history_delta_t")));
    var expected = vectors.numbers(rating.name().toLowerCase(Locale.ROOT));
    var review = new Review(rating, (int) vectors.number("then_delta_t"));
    assertMemory(expected[0], expected[1], FSRS5.next(before, review));
  }

  /**
   * Intervals of 0 days are the learning steps of the other program, which asks twice on the first
   * day and after a lapse; the intervals between days are the scheduler's.
   */
  @Test
  void intervals_follow_the_published_history() {
    var history = VECTORS.list("intervals_history").getFirst();
    var expected = history.numbers("intervals_days");
    var ratings = history.numbers("ratings");
    var actual = new ArrayList<Integer>();
    var memory = SCHEDULER.first(Rating.of((int) ratings[0]));
    for (int i = 0; i < ratings.length; i++) {
      if (i > 0) {
        int days = (int) expected[i - 1];
        memory = SCHEDULER.next(memory, new Review(Rating.of((int) ratings[i]), days));
      }
      if (expected[i] > 0) {
        actual.add(SCHEDULER.days(memory, Scheduler.DESIRED_RETENTION));
      }
    }
    assertEquals(List.of(2, 11, 46, 163, 498, 2, 4, 7, 12, 21), actual);
  }

  @Test
  void intervals_for_each_desired_retention_are_the_published_ones() {
    var vectors = VECTORS.at("next_interval");
    var memory = new Memory(vectors.number("S"), 5);
    var retentions = vectors.numbers("retention");
    var days = vectors.numbers("interval");
    for (int i = 0; i < retentions.length; i++) {
      double exact = SCHEDULER.interval(memory, retentions[i]);
      // published in single precision, whose rounding the power 1/w20 makes 1e-6 of the interval
      assertEquals(days[i], Math.max(1, Math.rint(exact)), days[i] * 2e-6, "" + retentions[i]);
      assertEquals((int) Math.min(days[i], 36500), SCHEDULER.days(memory, retentions[i]));
    }
  }

  @Test
  void after_the_interval_recall_has_the_desired_probability() {
    var memory = new Memory(12.5, 5);
    assertEquals(0.9, SCHEDULER.retrievability(memory, 12.5), 1e-15);
    assertEquals(0.8, SCHEDULER.retrievability(memory, SCHEDULER.interval(memory, 0.8)), 1e-14);
    assertEquals(1, SCHEDULER.retrievability(memory, 0));
  }

  @Test
  void states_stay_within_their_bounds() {
    var best = Collections.nCopies(200, new Review(Rating.EASY, 30000));
    assertEquals(new Memory(36500, 1), SCHEDULER.after(best));
    var worst = Collections.nCopies(200, new Review(Rating.AGAIN, 30));
    var forgotten = SCHEDULER.after(worst);
    assertTrue(forgotten.difficulty() > 9.9 && forgotten.difficulty() <= 10, forgotten::toString);
    var sameDay = Collections.nCopies(200, new Review(Rating.AGAIN, 0));
    assertEquals(0.001, SCHEDULER.after(sameDay).stability());
    assertEquals(1, SCHEDULER.days(SCHEDULER.after(sameDay), 0.9));
  }

  @Test
  void hard_on_the_same_day_keeps_the_stability() {
    var memory = SCHEDULER.first(Rating.GOOD);
    var after = SCHEDULER.next(memory, new Review(Rating.HARD, 0));
    assertEquals(memory.stability(), after.stability());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.01, Double.NaN})
  void what_is_no_retention_is_refused(double retention) {
    var memory = new Memory(1, 5);
    assertThrows(IllegalArgumentException.class, () -> SCHEDULER.days(memory, retention));
  }

  @Test
  void what_is_outside_its_bounds_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> new Memory(0, 5));
    assertThrows(IllegalArgumentException.class, () -> new Memory(Double.NaN, 5));
    assertThrows(IllegalArgumentException.class, () -> new Memory(1, 11));
    assertThrows(IllegalArgumentException.class, () -> new Review(Rating.GOOD, -1));
    assertThrows(IllegalArgumentException.class, () -> Rating.of(0));
    assertThrows(IllegalArgumentException.class, () -> Rating.of(5));
    assertThrows(IllegalArgumentException.class, () -> SCHEDULER.after(List.of()));
    var short20 = Parameters.DEFAULT.values().subList(0, 20);
    assertThrows(IllegalArgumentException.class, () -> new Parameters(short20));
    var low = new ArrayList<>(Parameters.DEFAULT.values());
    low.set(20, 0.05);
    var e = assertThrows(IllegalArgumentException.class, () -> new Parameters(low));
    assertEquals("w20 is a number from 0.1 to 0.8, not 0.05", e.getMessage());
  }
}
