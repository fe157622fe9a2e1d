package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RetypingTest {
  private static final List<String> ZIPS = List.of("01", "1", "NA", "01");

  private static Table table(List<String> cells) {
    return Table.of(List.of("v"), cells.stream().map(List::of).toList());
  }

  @Test
  void numbers_become_words_as_they_were_written() {
    var words = (Words) table(ZIPS).withType("v", ColumnType.WORDS).cells("v");
    assertEquals(List.of("01", "1"), words.levels());
    assertEquals(ZIPS, words.asList());
    assertTrue(words.isMissing(2));
  }

  @Test
  void words_become_numbers_again() {
    var words = table(ZIPS).withType("v", ColumnType.WORDS);
    var numbers = words.withType("v", ColumnType.NUMBER).cells("v");
    assertEquals(ZIPS, numbers.asList());
    assertEquals(1, numbers.statistics().distinct());
  }

  @Test
  void digits_and_words_become_flags() {
    var flags = (Flags) table(List.of("1", "0", "")).withType("v", ColumnType.FLAG).cells("v");
    assertTrue(flags.isTrue(0));
    assertFalse(flags.isTrue(1));
    assertEquals(List.of("1", "0", ""), flags.asList());
    var yes = (Flags) table(List.of("yes")).withType("v", ColumnType.FLAG).cells("v");
    assertTrue(yes.isTrue(0));
  }

  @Test
  void a_column_of_missing_cells_can_be_of_every_type() {
    for (var type : ColumnType.values()) {
      var cells = table(List.of("", "NA")).withType("v", type).cells("v");
      assertEquals(type, cells.type());
      assertEquals(List.of("", "NA"), cells.asList());
    }
  }

  @Test
  void a_cell_that_does_not_fit_is_named_with_its_place() {
    var table = table(List.of("1", "", "two"));
    assertFalse(table.fits("v", ColumnType.NUMBER));
    var e = assertThrows(DataException.class, () -> table.withType("v", ColumnType.NUMBER));
    assertEquals(
        "the table, row 3: v is \"two\", which is no number; correct it, or choose another type.",
        e.getMessage());
    assertThrows(DataException.class, () -> table.withType("v", ColumnType.DATE));
    assertThrows(DataException.class, () -> table.withType("v", ColumnType.FLAG));
  }
}
