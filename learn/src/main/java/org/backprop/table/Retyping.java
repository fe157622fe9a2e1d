package org.backprop.table;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** Turns a column into one of another type. */
final class Retyping {
  private Retyping() {}

  /** The narrowest type of the words that occur; a number if there are none. */
  static ColumnType narrowest(Words words) {
    return alone(words).type();
  }

  /** The first row whose cell cannot be of that type; missing cells can be of any. */
  static OptionalInt misfit(Column column, ColumnType type) {
    if (type == column.type() || type == ColumnType.WORDS) {
      return OptionalInt.empty();
    }
    var texts = texts(column);
    var mark = mark(column);
    var flags = texts.stream().findFirst().flatMap(text -> FlagTexts.ofStated(List.of(text)));
    IntPredicate fits =
        row -> {
          var text = column.text(row);
          return switch (type) {
            case NUMBER -> WrittenNumber.of(text, mark).isPresent() || CellText.isNumber(text);
            case DATE -> DateText.of(text, true).isPresent();
            case FLAG -> flags.filter(known -> known.has(text)).isPresent();
            case WORDS -> true;
          };
        };
    return column.present().filter(row -> !fits.test(row)).findFirst();
  }

  /** The column of that type, which every cell must fit. */
  static Column apply(Column column, ColumnType type) {
    return switch (type) {
      case WORDS -> Words.stated(column);
      case NUMBER ->
          column instanceof Numbers ? column : DecimalNumbers.read(cells(column), mark(column));
      case DATE -> column instanceof DateTimes ? column : DateTimes.of(Words.stated(column));
      case FLAG ->
          column instanceof Flags
              ? column
              : Flags.of(column, FlagTexts.ofStated(texts(column)).orElse(FlagTexts.JAVA));
    };
  }

  private static DecimalMark mark(Column column) {
    var reading = alone(column);
    return reading.numbers().told().orElse(DecimalMark.POINT);
  }

  private static ColumnReading alone(Column column) {
    var cells = cells(column);
    return new ColumnReading("", cells, cells.missing()::get);
  }

  private static List<String> texts(Column column) {
    return column.present().mapToObj(column::text).distinct().toList();
  }

  private static ReadCells cells(Column column) {
    return ReadCells.of(column);
  }
}
