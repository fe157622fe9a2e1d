package org.backprop.prepare;

import java.util.List;
import java.util.stream.IntStream;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.table.DataException;
import org.backprop.table.Table;

/** Finds the rows in which a value of some columns is missing. */
final class MissingRows {
  private MissingRows() {}

  /** The rows without any missing value, ascending. */
  static int[] complete(Table table, List<String> columns) {
    var lacking = new boolean[table.rowCount()];
    for (var column : withMissing(table, columns)) {
      var cells = table.cells(column);
      for (var row = 0; row < cells.size(); row++) {
        lacking[row] |= cells.isMissing(row);
      }
    }
    return IntStream.range(0, lacking.length).filter(row -> !lacking[row]).toArray();
  }

  /** All rows, of which none may lack a value. */
  static int[] refuse(Table table, List<String> columns) {
    for (var column : withMissing(table, columns)) {
      var cells = table.cells(column);
      for (var row = 0; row < cells.size(); row++) {
        if (cells.isMissing(row)) {
          throw new DataException(
              "%s: %s is missing".formatted(table.place(row), column),
              "fill it in, or train with {} or {}.",
              Remedy.of(Setting.MISSING, "impute"),
              Remedy.of(Setting.MISSING, "drop"));
        }
      }
    }
    return IntStream.range(0, table.rowCount()).toArray();
  }

  private static List<String> withMissing(Table table, List<String> columns) {
    return columns.stream().filter(column -> table.cells(column).missingCount() > 0).toList();
  }
}
