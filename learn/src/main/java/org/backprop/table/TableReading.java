package org.backprop.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.backprop.advice.Notice;

/** Decides what the columns of a table hold and how their cells are written, by their evidence. */
final class TableReading {
  private final List<ColumnReading> readings;
  private final List<Notice> notices = new ArrayList<>();
  private final CellFormat settled;
  private final CellFormat cells;

  private TableReading(
      List<String> names, ReadCells[] cells, CellFormat format, boolean besideSemicolons) {
    var missing = new MissingEvidence(format);
    readings =
        IntStream.range(0, cells.length)
            .parallel()
            .mapToObj(column -> reading(names.get(column), cells[column], format, missing))
            .toList();
    missing.settle(readings);
    var marks = new NumberMarks(format, readings, besideSemicolons);
    marks.settle();
    var orders = new DateOrders(format, readings);
    orders.settle();
    notices.addAll(marks.notices());
    notices.addAll(orders.notices());
    notices.addAll(missing.notices());
    var texts = missing.settled();
    settled = orders.settled(marks.settled(texts));
    this.cells =
        new CellFormat(marks.marks(), orders.orders(), texts.missing(), texts.missingWords());
  }

  private static ColumnReading reading(
      String name, ReadCells cells, CellFormat format, MissingEvidence missing) {
    var column = cells;
    for (var text : format.missing()) {
      column = column.withText(text);
    }
    var dictionary = column.dictionary();
    return new ColumnReading(name, column, place -> missing.mayBeMissing(dictionary.text(place)));
  }

  /** A table of which nothing is stated. */
  static TableReading of(List<String> names, ReadCells[] cells) {
    return new TableReading(names, cells, CellFormat.detect(), false);
  }

  /** The table of a file. */
  static TableReading of(
      List<String> names, ReadCells[] cells, CellFormat format, String delimiter) {
    return new TableReading(names, cells, format, delimiter.equals(";"));
  }

  Column[] columns() {
    return readings.parallelStream().map(ColumnReading::column).toArray(Column[]::new);
  }

  /** The format that repeats what was decided. */
  CellFormat settled() {
    return settled;
  }

  /** How the cells are written, for another table of these columns. */
  CellFormat cells() {
    return cells;
  }

  List<Notice> notices() {
    return List.copyOf(notices);
  }
}
