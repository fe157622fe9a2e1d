package org.backprop.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

final class ScheduleTest {
  private static final double[] PROGRESS = {1e-9, 0.1, 0.3, 0.5, 0.75, 1};

  @ParameterizedTest
  @CsvSource({
    "constant, 1, 1, 1, 1, 1, 1",
    "step, 1, 1, 1, 0.1, 0.01, 0.01",
    "exponential, 1, 0.6309573444801932, 0.251188643150958, 0.1, 0.03162277660168379, 0.01",
    "cosine, 1, 0.9755282581475768, 0.7938926261462366, 0.5, 0.14644660940672624, 0",
    "warm-up, 0, 1, 1, 1, 1, 1",
    "one-cycle, 0.04, 0.28, 1, 0.8117449009293668, 0.283058130441221, 0"
  })
  void the_factor_follows_its_curve(
      String name, double start, double a, double b, double c, double d, double end) {
    var schedule = Schedules.catalog().named(name).orElseThrow();
    var expected = new double[] {start, a, b, c, d, end};
    for (var i = 0; i < PROGRESS.length; i++) {
      assertEquals(expected[i], schedule.factor(PROGRESS[i]), 1e-7, name + " at " + PROGRESS[i]);
    }
  }

  @ParameterizedTest
  @FieldSource("org.backprop.optimizer.Schedules#ALL")
  void a_schedule_is_found_by_its_word(Schedule schedule) {
    assertEquals(schedule, Schedules.catalog().named(schedule.name()).orElseThrow());
    var capitals = schedule.name().toUpperCase(Locale.ROOT).replace('-', '_');
    assertEquals(schedule, Schedules.catalog().named(capitals).orElseThrow());
    assertTrue(Schedules.catalog().names().contains(schedule.name()));
  }

  @Test
  void an_unknown_word_is_no_schedule() {
    assertTrue(Schedules.catalog().named("sawtooth").isEmpty());
  }
}
