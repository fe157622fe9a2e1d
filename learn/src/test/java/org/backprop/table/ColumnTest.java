package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ColumnTest {
  private static final List<String> TEXTS =
      List.of("1.50", "", "-0", "1e5", "+3", ".5", "5.", "Dream", "NA", "007", "Inf", "2024-02-29");

  private final Column column = ReadCells.of(TEXTS).typed();

  @Test
  void every_text_stays_as_it_was_written() {
    assertEquals(TEXTS, column.asList());
  }

  @Test
  void every_cell_is_what_its_text_is() {
    for (var row = 0; row < TEXTS.size(); row++) {
      var text = TEXTS.get(row);
      assertEquals(CellText.number(text), column.number(row), text);
      assertEquals(CellText.isNumber(text), column.isNumber(row), text);
      assertEquals(CellText.isMissing(text), column.isMissing(row), text);
    }
  }

  @Test
  void selected_rows_come_in_the_order_given() {
    assertEquals(List.of("Dream", "1.50"), column.select(new int[] {7, 0}).asList());
  }

  @Test
  void present_rows_leave_the_missing_ones_out() {
    assertArrayEquals(new int[] {0, 2, 3, 4, 5, 6, 7, 9, 10, 11}, column.present().toArray());
  }

  @Test
  void read_cells_of_ordinary_decimals_have_no_words() {
    assertTrue(ReadCells.of(List.of("1", "-2.5")).used().isEmpty());
    assertFalse(ReadCells.of(List.of("1", "")).used().isEmpty());
  }
}
