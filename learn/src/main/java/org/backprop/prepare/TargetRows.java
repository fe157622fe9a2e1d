package org.backprop.prepare;

import java.util.List;
import org.backprop.advice.Notice;
import org.backprop.table.Counted;
import org.backprop.table.Table;

/**
 * The rows of a table that have a target.
 *
 * @param rows those rows
 * @param numbers their numbers in the table, ascending
 * @param notices how many others there are
 */
@SuppressWarnings("ArrayRecordComponent") // read once; not compared
public record TargetRows(Table rows, int[] numbers, List<Notice> notices) {

  public static TargetRows of(Table table, String target) {
    var numbers = table.rowsWith(target);
    var without = table.rowCount() - numbers.length;
    return new TargetRows(
        table.select(numbers),
        numbers,
        without == 0
            ? List.of()
            : List.of(
                Notice.of(
                    "%s without %s left out.".formatted(Counted.of(without, "row"), target))));
  }
}
