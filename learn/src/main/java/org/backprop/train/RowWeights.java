package org.backprop.train;

import org.backprop.table.DataException;
import org.backprop.table.Table;

/** How much each row counts, as a column of the table states it. */
final class RowWeights {
  private RowWeights() {}

  /**
   * The weights of some rows of a table, finite numbers from 0.
   *
   * @throws DataException if there is no such column, or a value is none of these numbers
   */
  static double[] of(Table table, String column, int[] rows) {
    var cells = table.cells(column);
    var weights = new double[rows.length];
    for (var i = 0; i < rows.length; i++) {
      var weight = cells.number(rows[i]);
      if (cells.isMissing(rows[i]) || !(weight >= 0) || Double.isInfinite(weight)) {
        throw new DataException(
            "%s: %s is \"%s\", but a weight is a number from 0; correct it or leave the row out."
                .formatted(table.place(rows[i]), column, cells.text(rows[i])));
      }
      weights[i] = weight;
    }
    return weights;
  }
}
