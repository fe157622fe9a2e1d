package org.backprop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void the_first_column_goes_left_the_others_right() {
    var table =
        TextTable.of("", "loss", "<remark").row("training", "0.5", "good").row("test", "12", "");
    assertEquals(
        List.of("          loss  remark", "training   0.5  good", "test        12"), table.lines());
  }

  @Test
  void headings_that_are_empty_take_no_line() {
    assertEquals(List.of("a  1"), TextTable.of("", "").row("a", "1").lines());
  }

  @Test
  void a_row_of_another_length_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> TextTable.of("a", "b").row("1"));
  }

  @Test
  void text_is_broken_at_spaces_only() {
    assertEquals(
        List.of("one two", "three", "unbreakable"),
        TextTable.wrapped("one two three unbreakable", 8));
    assertEquals(List.of("a", "b c"), TextTable.wrapped("a b" + TextTable.NO_BREAK + "c", 3));
  }
}
