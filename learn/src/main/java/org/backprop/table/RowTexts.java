package org.backprop.table;

import java.util.List;

/** Rows as their texts. */
interface RowTexts {
  int rows();

  /** The texts of a row. */
  List<String> row(int row);
}
