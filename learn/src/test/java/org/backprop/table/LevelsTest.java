package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LevelsTest {
  @Test
  void a_number_is_found_however_it_is_written() {
    var levels = Levels.of(List.of("1", "2", "x"));
    assertEquals(0, levels.indexOf("+1.0"));
    assertEquals(2, levels.indexOf("x"));
    assertEquals(-1, levels.indexOf("3"));
  }

  @Test
  void numbers_of_java_find_levels_that_were_words() {
    var row = Table.builder().values("v", Arrays.asList(2, 1L, null, 7)).build().cells("v");
    assertArrayEquals(new int[] {1, 0, -1, -1}, Levels.of(List.of("1", "2")).indices(row));
    var doubles = Numbers.of(2, 1, Double.NaN);
    assertArrayEquals(new int[] {1, 0, -1}, Levels.of(List.of("1", "2")).indices(doubles));
    assertArrayEquals(new int[] {1, 0, -1}, Levels.of(List.of("1.0", "2.0")).indices(doubles));
  }
}
