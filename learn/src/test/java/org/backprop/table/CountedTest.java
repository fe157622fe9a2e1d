package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CountedTest {
  @Test
  void one_is_singular_and_all_others_are_plural() {
    assertEquals("1 row", Counted.of(1, "row"));
    assertEquals("0 rows", Counted.of(0, "row"));
    assertEquals("1,234,567 rows", Counted.of(1_234_567, "row"));
    assertEquals("1 class", Counted.of(1, "class", "classes"));
    assertEquals("2 classes", Counted.of(2, "class", "classes"));
  }
}
