package org.backprop.table;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The cells of a column as they were read, before its type is decided: ordinary decimals as their
 * {@link Decimal} codes, other texts as the complement of their place in the dictionary.
 */
record ReadCells(Codes codes, Dictionary dictionary) {

  /** No cells. */
  static final ReadCells NONE = of(List.of());

  static ReadCells of(List<String> texts) {
    var dictionary = new Dictionary();
    var codes = texts.stream().mapToLong(text -> code(text, dictionary)).toArray();
    return new ReadCells(Codes.of(codes), dictionary);
  }

  private static long code(String text, Dictionary dictionary) {
    var decimal = Decimal.of(text);
    return decimal == Decimal.NONE ? ~dictionary.place(text) : decimal;
  }

  int size() {
    return codes.size();
  }

  String text(int row) {
    return codes.get(row) < 0
        ? dictionary.text((int) ~codes.get(row))
        : Decimal.text(codes.get(row));
  }

  Stream<String> texts() {
    return IntStream.range(0, codes.size()).mapToObj(this::text);
  }

  boolean isMissing(int row) {
    return codes.get(row) < 0 && ~codes.get(row) < CellText.MISSING.size();
  }

  boolean isNumber(int row) {
    return codes.get(row) >= 0 || CellText.isNumber(text(row));
  }

  /** Whether some text is no ordinary decimal. */
  boolean hasWords() {
    return codes.hasNegative();
  }

  /** The column of the narrowest type that fits every cell. */
  Column typed() {
    var used = new boolean[dictionary.texts().size()];
    var decimals = false;
    for (var row = 0; row < codes.size(); row++) {
      var code = codes.get(row);
      if (code >= 0) {
        decimals = true;
      } else {
        used[(int) ~code] = true;
      }
    }
    var type =
        ColumnType.of(() ->
            IntStream.range(CellText.MISSING.size(), used.length)
                .filter(place -> used[place])
                .mapToObj(dictionary::text));
    return switch (type) {
      case NUMBER -> new DecimalNumbers(codes, OtherNumbers.of(dictionary.texts()));
      case WORDS -> Words.read(this);
      case DATE, FLAG -> decimals ? Words.read(this) : Retyping.apply(Words.read(this), type);
    };
  }
}
