package org.backprop.table;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The cells of a column as they were read, before its type is decided: ordinary decimals as their
 * {@link Decimal} codes, other texts as the complement of their place in the dictionary.
 *
 * @param missing the places of the texts that say that a value is missing
 */
record ReadCells(Codes codes, Dictionary dictionary, BitSet missing) {

  /** Cells in which only what is clearly missing is. */
  ReadCells(Codes codes, Dictionary dictionary) {
    this(codes, dictionary, clearlyMissing(dictionary.texts()));
  }

  /** No cells. */
  static final ReadCells NONE = of(List.of());

  static ReadCells of(List<String> texts) {
    var dictionary = new Dictionary();
    var codes = texts.stream().mapToLong(text -> code(text, dictionary)).toArray();
    return new ReadCells(Codes.of(codes), dictionary);
  }

  /** The cells of a column as they were written, missing where they are. */
  static ReadCells of(Column column) {
    var dictionary = new Dictionary();
    var missing = new BitSet();
    Map<Long, Long> known = new HashMap<>();
    var codes =
        column
            .rows()
            .mapToLong(row ->
                known.computeIfAbsent(
                    column.key(row),
                    _ -> {
                      var text = column.text(row);
                      if (!column.isMissing(row)) {
                        return code(text, dictionary);
                      }
                      missing.set(dictionary.place(text));
                      return ~(long) dictionary.place(text);
                    }))
            .toArray();
    return new ReadCells(Codes.of(codes), dictionary, missing);
  }

  private static long code(String text, Dictionary dictionary) {
    var decimal = Decimal.of(text);
    return decimal == Decimal.NONE ? ~dictionary.place(text) : decimal;
  }

  private static BitSet clearlyMissing(List<String> texts) {
    var missing = new BitSet();
    for (var place = 0; place < texts.size(); place++) {
      missing.set(place, MissingTexts.isClear(texts.get(place)));
    }
    return missing;
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
    return codes.get(row) < 0 && missing.get((int) ~codes.get(row));
  }

  boolean isNumber(int row) {
    return codes.get(row) >= 0 || CellText.isNumber(text(row));
  }

  /** The places of the dictionary that occur in these rows. */
  BitSet used() {
    var used = new BitSet(dictionary.texts().size());
    for (var row = 0; row < codes.size(); row++) {
      var code = codes.get(row);
      if (code < 0) {
        used.set((int) ~code);
      }
    }
    return used;
  }

  /** Whether some cell is an ordinary decimal. */
  boolean hasDecimals() {
    return codes.anyMatch(code -> code >= 0);
  }

  /** The same cells with a text in place of the ordinary decimals of its value, as -999. */
  ReadCells withText(String text) {
    var decimal = Decimal.of(text);
    if (decimal == Decimal.NONE) {
      return this;
    }
    var number = Decimal.number(decimal);
    var place = ~(long) dictionary.place(text);
    return new ReadCells(
        codes.map(code -> code >= 0 && Decimal.number(code) == number ? place : code),
        dictionary,
        missing);
  }

  /** The same cells with other texts missing. */
  ReadCells withMissing(BitSet others) {
    return new ReadCells(codes, dictionary, others);
  }

  /** The same cells with one text in place of another. */
  ReadCells replacing(int place, int by) {
    return new ReadCells(
        codes.map(code -> code == ~(long) place ? ~(long) by : code), dictionary, missing);
  }

  /** The column of the narrowest type that fits every cell, which is alone in its table. */
  Column typed() {
    return TableReading.of(List.of(""), new ReadCells[] {this}).columns()[0];
  }
}
