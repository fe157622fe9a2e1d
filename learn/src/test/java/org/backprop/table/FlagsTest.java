package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FlagsTest {
  private static Column read(String... texts) {
    return ReadCells.of(List.of(texts)).typed();
  }

  @ParameterizedTest
  @CsvSource({"false, true", "No, Yes", "N, Y", "f, t", "OFF, ON"})
  void two_texts_that_deny_and_affirm_are_flags(String no, String yes) {
    var flags = assertInstanceOf(Flags.class, read(yes, no, "NA", yes));
    assertEquals(List.of(yes, no, "NA", yes), flags.asList());
    assertTrue(flags.isTrue(0));
    assertFalse(flags.isTrue(1));
    assertTrue(flags.isMissing(2));
    assertEquals(Map.of(no, 1, yes, 2), flags.counts());
    assertEquals(ColumnStatistics.ofLevels(1, 2), flags.statistics());
  }

  @Test
  void capitals_do_not_count_but_other_words_do_and_digits_are_numbers() {
    assertEquals(List.of("yes", "no", "yes"), read("yes", "no", "YES").asList());
    assertEquals(ColumnType.FLAG, read("yes", "no", "Yes").type());
    assertEquals(ColumnType.WORDS, read("yes", "no", "maybe").type());
    assertEquals(ColumnType.WORDS, read("true", "no").type());
    assertEquals(ColumnType.NUMBER, read("0", "1").type());
  }

  @Test
  void a_selection_has_the_texts_of_its_rows() {
    var flags = read("no", "yes", "").select(new int[] {2, 1});
    assertEquals(List.of("", "yes"), flags.asList());
    assertEquals(Map.of("yes", 1), flags.counts());
    assertFalse(flags.varies());
  }

  @Test
  void booleans_of_java_are_flags_of_which_null_is_missing() {
    assertEquals(List.of("true", "false"), Flags.of(true, false).asList());
    var flags = Flags.of(Arrays.asList(true, null, false));
    assertEquals(1, flags.statistics().missing());
    assertEquals("", flags.text(1));
  }
}
