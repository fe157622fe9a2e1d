package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WordsTest {
  private static Words read(String... texts) {
    return assertInstanceOf(Words.class, ReadCells.of(List.of(texts)).typed());
  }

  @Test
  void levels_stand_in_order_of_appearance() {
    var words = read("b", "1.50", "NA", "a", "b", "");
    assertEquals(List.of("b", "1.50", "a"), words.levels());
    assertEquals(List.of("b", "1.50", "NA", "a", "b", ""), words.asList());
    assertEquals(words.level(0), words.level(4));
    assertTrue(words.level(2) < 0);
  }

  @Test
  void counts_are_sorted_and_leave_missing_out() {
    var words = read("b", "10", "NA", "9", "b", "");
    assertEquals(List.of("10", "9", "b"), List.copyOf(words.counts().keySet()));
    assertEquals(Map.of("10", 1, "9", 1, "b", 2), words.counts());
    assertEquals(ColumnStatistics.ofLevels(2, 3), words.statistics());
  }

  @Test
  void a_selection_counts_its_own_words() {
    var words = read("b", "a", "?", "a").select(new int[] {3, 1, 2});
    assertEquals(List.of("a", "a", "?"), words.asList());
    assertEquals(ColumnStatistics.ofLevels(1, 1), words.statistics());
    assertEquals(Map.of("a", 2), words.counts());
  }

  @Test
  void a_word_that_is_a_number_has_its_value() {
    var words = read("x", "2.5", "1e3", "");
    assertEquals(2.5, words.number(1));
    assertEquals(1000, words.number(2));
    assertEquals(Double.NaN, words.number(0));
    assertEquals(Double.NaN, words.number(3));
  }

  @Test
  void stated_words_stay_words_even_if_they_look_like_numbers() {
    var words = Words.of(Arrays.asList("01", " 1 ", null, "NA"));
    assertEquals(ColumnType.WORDS, ColumnType.infer(words));
    assertEquals(List.of("01", "1"), words.levels());
    assertEquals(2, words.statistics().missing());
  }

  @Test
  void words_that_were_read_are_numbers_where_the_others_are_not_selected() {
    var words = read("1", "2", "total");
    assertEquals(ColumnType.WORDS, ColumnType.infer(words));
    assertEquals(ColumnType.NUMBER, ColumnType.infer(words.select(new int[] {0, 1})));
  }
}
