package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.backprop.prepare.Missing;
import org.junit.jupiter.api.Test;

final class ColumnSummaryTest {
  private static ColumnType type(String... cells) {
    return ReadCells.of(List.of(cells)).typed().type();
  }

  @Test
  void types_are_inferred_from_what_is_not_missing() {
    assertEquals(ColumnType.NUMBER, type("1", "NA", "2.5", "+3", "1e5"));
    assertEquals(ColumnType.NUMBER, type("1", "Inf"));
    assertEquals(ColumnType.WORDS, type("1", "x"));
    assertEquals(ColumnType.DATE, type("2024-01-02", "?"));
    assertEquals(ColumnType.WORDS, type("2024-01-02", "soon"));
    assertEquals(ColumnType.FLAG, type("yes", "NA", "no"));
    assertEquals(ColumnType.NUMBER, type("", "NA"));
  }

  @Test
  void types_and_policies_can_be_stated_in_any_case() {
    assertEquals(ColumnType.WORDS, ColumnType.parse("Words"));
    assertEquals(ColumnType.NUMBER, ColumnType.parse("number"));
    assertEquals(ColumnType.DATE, ColumnType.parse("date"));
    assertEquals(ColumnType.FLAG, ColumnType.parse("FLAG"));
    assertEquals(Missing.DROP, Missing.parse("drop"));
    assertEquals(Missing.IMPUTE, Missing.parse("Impute"));
    assertEquals(Missing.ERROR, Missing.parse("ERROR"));
    assertTrue(
        assertThrows(DataException.class, () -> ColumnType.parse("text"))
            .getMessage()
            .contains("say number, words, date or flag"));
    assertTrue(
        assertThrows(DataException.class, () -> Missing.parse("keep"))
            .getMessage()
            .contains("impute, drop or error"));
  }

  @Test
  void penguins_are_described_column_by_column() {
    var all = ColumnSummary.of(ExampleData.table("penguins"));
    assertEquals(
        "words, 3 levels: Adelie (152), Gentoo (124), Chinstrap (68)", all.get(0).describe());
    assertEquals("number, 2 missing, 32.1 to 59.6", all.get(2).describe());
    assertEquals("words, 11 missing, 2 levels: MALE (168), FEMALE (165)", all.get(6).describe());
    assertEquals(11, all.get(6).missing());
  }

  @Test
  void many_levels_are_cut_and_dates_named() {
    var table = ExampleData.lines("w,d", "a,2024-01-01", "b,2024-01-02", "c,", "d,", "e,", "f,");
    assertEquals(
        "words, 6 levels: a (1), b (1), c (1), d (1), e (1), ...",
        ColumnSummary.of(table, "w").describe());
    assertEquals("date, 4 missing", ColumnSummary.of(table, "d").describe());
    var one = ExampleData.lines("w", "a", "a");
    assertEquals("words, 1 level: a (2)", ColumnSummary.of(one, "w").describe());
  }

  @Test
  void a_column_without_values_has_no_range() {
    var summary = ColumnSummary.of(ExampleData.lines("a", "", ""), "a");
    assertEquals("number, 2 missing", summary.describe());
    assertEquals(0, summary.distinct());
  }
}
