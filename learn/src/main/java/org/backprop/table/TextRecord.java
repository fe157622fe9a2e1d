package org.backprop.table;

import java.util.BitSet;
import java.util.List;

/**
 * A record as it is written.
 *
 * @param line the line in which it begins, from 1
 * @param lines how many lines it has
 * @param quoted which fields stand in quotation marks
 * @param afterBlank whether a blank line stands before it
 */
record TextRecord(int line, int lines, List<String> fields, BitSet quoted, boolean afterBlank) {

  int width() {
    return fields.size();
  }

  /** The number of fields that are not blank. */
  int texts() {
    return (int) fields.stream().filter(field -> !field.isBlank()).count();
  }

  /** The number of fields up to the last that is not blank. */
  int filled() {
    var end = width();
    while (end > 0 && fields.get(end - 1).isBlank()) {
      end--;
    }
    return end;
  }

  /** Whether the row has this number of fields, perhaps with empty ones after them. */
  boolean fits(int columns) {
    return width() == columns || (width() > columns && filled() <= columns);
  }
}
