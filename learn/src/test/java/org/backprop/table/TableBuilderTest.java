package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class TableBuilderTest {
  private static final LocalDate DAY = LocalDate.of(2024, 2, 29);

  private static ColumnType type(Object... values) {
    return Table.builder().values("v", Arrays.asList(values)).build().cells("v").type();
  }

  @Test
  void a_table_of_arrays_and_lists_has_typed_columns() {
    var table =
        Table.builder()
            .numbers("mm", 181, Double.NaN)
            .wholeNumbers("id", Long.MAX_VALUE, 2)
            .words("zip", List.of("01", "1"))
            .flags("tagged", true, false)
            .dates("seen", Arrays.asList(DAY, null))
            .build();
    assertEquals(List.of("mm", "id", "zip", "tagged", "seen"), table.columns());
    assertEquals(
        List.of(
            ColumnType.NUMBER,
            ColumnType.NUMBER,
            ColumnType.WORDS,
            ColumnType.FLAG,
            ColumnType.DATE),
        table.columns().stream().map(name -> table.cells(name).type()).toList());
    assertEquals(List.of("9223372036854775807", "2"), table.column("id"));
    assertArrayEquals(new int[] {0}, table.rowsWith("seen"));
  }

  @Test
  void objects_make_a_column_of_their_class() {
    assertEquals(ColumnType.NUMBER, type(1, null, 2L, (short) 3, new BigDecimal("1.50")));
    assertEquals(ColumnType.NUMBER, type(1.5, 2.5f, null));
    assertEquals(ColumnType.NUMBER, type(1, 2.5));
    assertEquals(ColumnType.FLAG, type(true, null));
    assertEquals(ColumnType.DATE, type(DAY, null));
    assertEquals(ColumnType.WORDS, type(TimeUnit.DAYS, TimeUnit.HOURS));
    assertEquals(ColumnType.WORDS, type(1, "x", true));
    assertEquals(ColumnType.NUMBER, type("1", "2.5", "NA"));
    assertEquals(ColumnType.NUMBER, type(null, null));
  }

  @Test
  void exact_numbers_keep_every_digit() {
    var values =
        List.<Object>of(
            new BigDecimal("1.50"),
            new BigDecimal("1E+30"),
            new BigInteger("123456789012345678901234567890"),
            BigInteger.TWO);
    var cells = Table.builder().values("v", values).build().cells("v");
    assertEquals(List.of("1.50", "1E+30", "123456789012345678901234567890", "2"), cells.asList());
    assertEquals(1e30, cells.number(1));
    assertEquals(1.5, cells.number(0));
  }

  @Test
  void an_object_that_no_column_can_hold_is_refused() {
    var e = assertThrows(DataException.class, () -> Table.ofRow(Map.of("mm", Optional.of(1))));
    assertTrue(
        e.getMessage().startsWith("mm is a java.util.Optional, which no column can hold; give"));
  }

  @Test
  void columns_have_different_names_and_as_many_rows() {
    var builder = Table.builder().numbers("a", 1, 2);
    var longer = assertThrows(DataException.class, () -> builder.flags("b", true));
    assertEquals("b has 1 row where a has 2; give every column as many.", longer.getMessage());
    assertThrows(DataException.class, () -> builder.numbers("a", 1, 2));
  }

  @Test
  void a_row_of_values_keeps_the_class_of_each() {
    var values = new HashMap<String, Object>(Map.of("mm", 181, "x", 0.1f, "on", true, "day", DAY));
    values.put("gone", null);
    var row = Table.ofRow(values);
    assertEquals(181, row.cells("mm").number(0));
    assertEquals(0.1f, row.cells("x").number(0));
    assertEquals(ColumnType.FLAG, row.cells("on").type());
    assertEquals(ColumnType.DATE, row.cells("day").type());
    assertTrue(row.cells("gone").isMissing(0));
    assertEquals("true", row.cells("on").text(0));
  }
}
