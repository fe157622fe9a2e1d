package org.backprop.data;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The cells of a column: ordinary decimals as their {@link Decimal} codes, other texts as the
 * complement of their place among the words. No text is made of a decimal before it is asked for.
 */
final class Column {
  private final long[] codes;
  private final List<String> words;

  /** A column of codes; neither they nor the words may change afterwards. */
  Column(long[] codes, List<String> words) {
    this.codes = codes;
    this.words = words;
  }

  static Column of(String... texts) {
    var codes = new long[texts.length];
    Arrays.setAll(codes, row -> code(texts[row], row));
    return new Column(codes, Arrays.asList(texts));
  }

  private static long code(String text, int row) {
    var decimal = Decimal.of(text);
    return decimal == Decimal.NONE ? ~row : decimal;
  }

  int size() {
    return codes.length;
  }

  String text(int row) {
    return isWord(row) ? word(row) : Decimal.text(codes[row]);
  }

  /** The number that is written there, infinities included; NaN if it is none. */
  double number(int row) {
    return isWord(row) ? Cell.number(word(row)) : Decimal.number(codes[row]);
  }

  boolean isMissing(int row) {
    return isWord(row) && Cell.isMissing(word(row));
  }

  boolean isNumber(int row) {
    return !isWord(row) || Cell.isNumber(word(row));
  }

  /** Whether a cell can be of that type, where missing ones can be of any. */
  boolean fits(int row, ColumnType type) {
    return (type == ColumnType.NUMBER && !isWord(row)) || isMissing(row) || type.accepts(text(row));
  }

  /** Whether some text is no ordinary decimal. */
  boolean hasWords() {
    return rows().anyMatch(this::isWord);
  }

  IntStream rows() {
    return IntStream.range(0, codes.length);
  }

  /** The numbers of the rows that are not missing, ascending. */
  IntStream present() {
    return rows().filter(row -> !isMissing(row));
  }

  Stream<String> texts() {
    return rows().mapToObj(this::text);
  }

  /** The texts as a list, each made when it is asked for. */
  List<String> asList() {
    return new AbstractList<>() {
      @Override
      public String get(int row) {
        return text(row);
      }

      @Override
      public int size() {
        return codes.length;
      }
    };
  }

  Column select(int[] rows) {
    return new Column(IntStream.of(rows).mapToLong(row -> codes[row]).toArray(), words);
  }

  private boolean isWord(int row) {
    return codes[row] < 0;
  }

  private String word(int row) {
    return words.get((int) ~codes[row]);
  }
}
