package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class NumbersTest {
  private static final List<String> WRITTEN =
      List.of("1", "+1", "1.0", "NA", "-0", "0", "1e5", "100000", "Inf", ".5", "", "7.0");

  private static Numbers read(List<String> texts) {
    return assertInstanceOf(Numbers.class, ReadCells.of(texts).typed());
  }

  @Test
  void numbers_keep_the_text_in_which_they_were_written() {
    assertEquals(WRITTEN, read(WRITTEN).asList());
    assertEquals(List.of("", "1.0", "NA"), read(WRITTEN).select(new int[] {10, 2, 3}).asList());
  }

  @Test
  void values_are_counted_however_they_are_written() {
    var numbers = read(WRITTEN);
    assertEquals(
        List.of("-0=2", ".5=1", "1=3", "7.0=1", "1e5=2", "Inf=1"),
        numbers.counts().entrySet().stream().map(Map.Entry::toString).toList());
    var expected =
        new ColumnStatistics(
            2, 6, OptionalDouble.of(0), OptionalDouble.of(Double.POSITIVE_INFINITY));
    assertEquals(expected, numbers.statistics());
  }

  @Test
  void statistics_are_computed_once() {
    var numbers = Numbers.of(1.0, 2.0);
    assertSame(numbers.statistics(), numbers.statistics());
  }

  @Test
  void statistics_agree_with_a_set_of_the_numbers() {
    var random = new SplittableRandom(3);
    var values = DoubleStream.generate(() -> random.nextInt(-500, 500) / 8.0).limit(2000).toArray();
    var set = new TreeSet<>(DoubleStream.of(values).boxed().toList());
    var statistics = Numbers.of(values).statistics();
    assertEquals(set.size(), statistics.distinct());
    assertEquals(OptionalDouble.of(set.first()), statistics.min());
    assertEquals(OptionalDouble.of(set.last()), statistics.max());
    var texts = DoubleStream.of(values).mapToObj(Double::toString).toList();
    assertEquals(statistics, read(texts).statistics());
  }

  @Test
  void whole_numbers_beyond_doubles_stay_different() {
    var big = 9007199254740993L; // 2^53 + 1
    var given = Numbers.of(big, big - 1, big, Long.MIN_VALUE, -7);
    assertEquals(4, given.statistics().distinct());
    assertEquals(2, given.counts().get("9007199254740993"));
    assertEquals("-9223372036854775808", given.text(3));
    assertEquals(-7, given.number(4));
    var read = read(List.of("9007199254740993", "+9007199254740993", "9007199254740995"));
    assertEquals(Map.of("9007199254740993", 2, "9007199254740995", 1), read.counts());
    var tail = read(List.of("9007199254740993.0", "9007199254740993", "9007199254740992"));
    assertEquals(Map.of("9007199254740993.0", 2, "9007199254740992", 1), tail.counts());
    assertTrue(read.isSameValue(0, 1));
    assertFalse(read.isSameValue(0, 2));
  }

  @Test
  void whole_numbers_are_those_written_without_a_point_or_exponent() {
    var read = read(List.of("3", "3.0", "3e2", "+3"));
    assertEquals(List.of(0, 3), read.rows().filter(read::isWhole).boxed().toList());
    var given = Numbers.of(3.0, 2.5);
    assertTrue(given.isWhole(0));
    assertFalse(given.isWhole(1));
  }

  @Test
  void doubles_are_kept_exactly_and_nan_is_missing() {
    var numbers = Numbers.of(0.1 + 0.2, Double.NaN, -0.0, 181);
    assertEquals(0.1 + 0.2, numbers.number(0));
    assertTrue(numbers.isMissing(1));
    assertEquals(List.of("0.30000000000000004", "", "0", "181"), numbers.asList());
    assertEquals(1, numbers.statistics().missing());
    assertEquals(List.of("181"), numbers.select(new int[] {3}).asList());
  }

  @Test
  void a_column_varies_if_two_values_differ_and_not_if_two_texts_do() {
    assertFalse(read(List.of("1", "", "1.0", "+1")).varies());
    assertTrue(read(List.of("", "1", "2")).varies());
    assertFalse(read(List.of("", "NA")).varies());
  }
}
