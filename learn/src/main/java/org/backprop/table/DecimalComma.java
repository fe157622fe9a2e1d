package org.backprop.table;

import java.util.ArrayList;
import java.util.List;
import org.backprop.advice.Notice;

/** Turns columns of numbers written with a decimal comma into ones written with a point. */
final class DecimalComma {
  private DecimalComma() {}

  /** Whether the text is a number in which a comma stands for the point. */
  static boolean isNumber(String text) {
    return text.indexOf(',') >= 0
        && text.indexOf('.') < 0
        && CellText.isNumber(text.replace(',', '.'));
  }

  /** Replaces, in the array, each column whose cells are all numbers; the notices name them. */
  static List<Notice> replace(List<String> names, ReadCells[] columns) {
    var replaced = new ArrayList<String>();
    var mixed = new ArrayList<String>();
    for (var i = 0; i < columns.length; i++) {
      if (!columns[i].hasWords() || !holdsOnlyNumbers(columns[i])) {
        continue;
      }
      if (columns[i].texts().anyMatch(text -> text.length() > 1 && text.indexOf('.') >= 0)) {
        mixed.add(names.get(i));
      } else {
        columns[i] = withPoints(columns[i]);
        replaced.add(names.get(i));
      }
    }
    return notices(replaced, mixed);
  }

  private static ReadCells withPoints(ReadCells column) {
    return ReadCells.of(column.texts().map(text -> text.replace(',', '.')).toList());
  }

  private static boolean holdsOnlyNumbers(ReadCells column) {
    return column.texts().anyMatch(DecimalComma::isNumber)
        && column
            .texts()
            .allMatch(
                text -> CellText.isMissing(text) || CellText.isNumber(text) || isNumber(text));
  }

  private static List<Notice> notices(List<String> replaced, List<String> mixed) {
    var notices = new ArrayList<Notice>();
    if (!replaced.isEmpty()) {
      notices.add(Notice.of("Read with a decimal comma: " + DidYouMean.list(replaced) + "."));
    }
    if (!mixed.isEmpty()) {
      notices.add(
          Notice.of(
              "Decimal commas and decimal points are mixed, so read as words: "
                  + DidYouMean.list(mixed),
              "write one kind."));
    }
    return notices;
  }
}
