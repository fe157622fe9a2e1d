package org.backprop.table;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The columns of a file that have a name or a value. */
@SuppressWarnings("ArrayRecordComponent") // handed on at once
record NamedColumns(List<String> names, ReadCells[] cells) {

  static NamedColumns of(ColumnNames names, ReadCells[] cells, Findings findings) {
    var empty = new HashSet<>(names.nameless());
    empty.removeIf(place -> !isEmpty(cells[place]));
    if (empty.size() == cells.length) {
      empty.clear();
    }
    report(names, empty, findings);
    var kept = IntStream.range(0, cells.length).filter(place -> !empty.contains(place)).toArray();
    return new NamedColumns(
        IntStream.of(kept).mapToObj(names.names()::get).toList(),
        IntStream.of(kept).mapToObj(place -> cells[place]).toArray(ReadCells[]::new));
  }

  private static void report(ColumnNames names, Set<Integer> empty, Findings findings) {
    if (!empty.isEmpty()) {
      findings.add(
          empty.size() == 1
              ? "A column without a name and without a value is left out."
              : empty.size() + " columns without a name and without a value are left out.");
    }
    var called =
        names.nameless().stream()
            .filter(place -> !empty.contains(place))
            .map(names.names()::get)
            .toList();
    if (!called.isEmpty()) {
      findings.add(ColumnNames.calledByNumber(called));
    }
  }

  private static boolean isEmpty(ReadCells cells) {
    return IntStream.range(0, cells.size())
        .allMatch(row -> cells.codes().get(row) < 0 && cells.text(row).isEmpty());
  }
}
