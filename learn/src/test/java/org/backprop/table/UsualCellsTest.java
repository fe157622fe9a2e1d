package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.backprop.advice.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the cells of a table leave open is decided by an earlier table of the same columns. */
class UsualCellsTest {
  @TempDir private Path folder;

  private Table read(CsvFormat format, String... cells) throws IOException {
    var file = Files.writeString(folder.resolve("a.csv"), lines(cells));
    return Table.read(file, format.with(Setting.DELIMITER, "|"));
  }

  private static String lines(String... cells) {
    return "x|id\n" + String.join("", Stream.of(cells).map(cell -> cell + "|1\n").toList());
  }

  /** The last cell, read as one of a table like the one of the first cells. */
  private Column later(String earlier, String cell) throws IOException {
    var table = read(CsvFormat.detect(), earlier.split("/", -1));
    var alike = CsvFormat.detect().withCells(CellFormat.detect().withUsual(table.cellFormat()));
    return read(alike, cell).cells("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          1,5/2,25       ; 1,200 ; 1.2
          1,200.5/3,100  ; 1,200 ; 1200
          1.200,5/3.100  ; 1.200 ; 1200
          1.25/2.5       ; 1.200 ; 1.2
          1.25/2.5       ; 1,200 ; 1200
          1,5/2,25       ; 1.5   ; 1.5
          """)
  void decimal_marks(String earlier, String cell, double number) throws IOException {
    assertEquals(number, later(earlier, cell).number(0));
  }

  @ParameterizedTest
  @CsvSource({
    "31.12.2023, 03.04.2024, 2024-04-03",
    "31-12-2023, 03-04-2024, 2024-04-03",
    "12-31-2023, 03-04-2024, 2024-03-04",
    "12-31-2023, 31-01-2024, 2024-01-31"
  })
  void date_orders(String earlier, String cell, String date) throws IOException {
    assertEquals(
        read(CsvFormat.detect(), date).cells("x").number(0), later(earlier, cell).number(0));
  }

  @Test
  void texts_that_say_missing() throws IOException {
    var format = CsvFormat.detect().withCells(CellFormat.detect().withMissing("-999"));
    var table = read(format, "1", "-999", "3");
    var alike = CsvFormat.detect().withCells(CellFormat.detect().withUsual(table.cellFormat()));
    var cells = read(alike, "-999", "4").cells("x");
    assertTrue(cells.isMissing(0));
    assertFalse(cells.isMissing(1));
  }
}
