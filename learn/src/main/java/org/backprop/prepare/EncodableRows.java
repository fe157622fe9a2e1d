package org.backprop.prepare;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.backprop.advice.Notice;
import org.backprop.table.Table;

/** Finds the rows of a table that have the inputs of a model. */
final class EncodableRows {
  private final Table table;
  private final List<Feature> inputs;
  private final boolean complete;
  private final boolean[] lacking;

  /**
   * @param complete whether no value may be missing
   */
  EncodableRows(Table table, List<Feature> inputs, boolean complete) {
    this.table = table;
    this.inputs = inputs;
    this.complete = complete;
    this.lacking = new boolean[table.rowCount()];
  }

  /** Their numbers, ascending; notices count the others, by cause. */
  int[] rows(List<Notice> notices) {
    if (complete) {
      leaveOutIncomplete(notices);
    }
    inputs.forEach(input -> leaveOutMisfits(input, notices));
    return IntStream.range(0, lacking.length).filter(row -> !lacking[row]).toArray();
  }

  private void leaveOutIncomplete(List<Notice> notices) {
    Arrays.fill(lacking, true);
    for (var row : MissingRows.complete(table, inputs.stream().map(Feature::column).toList())) {
      lacking[row] = false;
    }
    var count = IntStream.range(0, lacking.length).filter(row -> lacking[row]).count();
    if (count > 0) {
      notices.add(Notice.of(rows(count) + " left out for missing values."));
    }
  }

  private void leaveOutMisfits(Feature input, List<Notice> notices) {
    var cells = table.cells(input.column());
    var misfits = cells.rows().filter(row -> !lacking[row] && !input.takes(cells, row)).toArray();
    if (misfits.length == 0) {
      return;
    }
    for (var row : misfits) {
      lacking[row] = true;
    }
    notices.add(
        Notice.of(
            "%s left out, since %s needs a number there, unlike \"%s\" in %s."
                .formatted(
                    rows(misfits.length),
                    input.column(),
                    cells.text(misfits[0]),
                    table.place(misfits[0]))));
  }

  private static String rows(long count) {
    return count == 1 ? "1 row" : count + " rows";
  }
}
