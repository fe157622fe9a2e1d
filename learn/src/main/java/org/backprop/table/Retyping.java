package org.backprop.table;

import java.util.Optional;
import java.util.OptionalInt;

/** Turns a column into one of another type. */
final class Retyping {
  private Retyping() {}

  /** The first row whose cell cannot be of that type; missing cells can be of any. */
  static OptionalInt misfit(Column column, ColumnType type) {
    if (type == column.type() || type == ColumnType.WORDS) {
      return OptionalInt.empty();
    }
    var flags = flags(column);
    return column
        .present()
        .filter(row ->
            switch (type) {
              case NUMBER -> !column.isNumber(row);
              case DATE -> !CellText.isDate(column.text(row));
              case FLAG -> flags.filter(texts -> texts.has(column.text(row))).isEmpty();
              case WORDS -> false;
            })
        .findFirst();
  }

  /** The column of that type, which every cell must fit. */
  static Column apply(Column column, ColumnType type) {
    return switch (type) {
      case WORDS -> Words.stated(column);
      case NUMBER -> column instanceof Numbers ? column : numbers(column);
      case DATE -> column instanceof DateTimes ? column : DateTimes.of(Words.stated(column));
      case FLAG ->
          column instanceof Flags ? column : Flags.of(column, flags(column).orElse(FlagTexts.JAVA));
    };
  }

  private static Numbers numbers(Column column) {
    var cells = ReadCells.of(column.asList());
    return new DecimalNumbers(cells.codes(), OtherNumbers.of(cells.dictionary().texts()));
  }

  private static Optional<FlagTexts> flags(Column column) {
    return column.present().mapToObj(column::text).findFirst().flatMap(FlagTexts::of);
  }
}
