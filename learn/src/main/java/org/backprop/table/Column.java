package org.backprop.table;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The cells of a column: ordinary decimals as their {@link Decimal} codes, other texts as the
 * complement of their place among the words. No text is made of a decimal before it is asked for.
 */
public final class Column {
  private final long[] codes;
  private final List<String> words;

  /** A column of codes; neither they nor the words may change afterwards. */
  Column(long[] codes, List<String> words) {
    this.codes = codes;
    this.words = words;
  }

  public static Column of(String... texts) {
    var codes = new long[texts.length];
    Arrays.setAll(codes, row -> code(texts[row], row));
    return new Column(codes, Arrays.asList(texts));
  }

  private static long code(String text, int row) {
    var decimal = Decimal.of(text);
    return decimal == Decimal.NONE ? ~row : decimal;
  }

  public int size() {
    return codes.length;
  }

  public String text(int row) {
    return isWord(row) ? word(row) : Decimal.text(codes[row]);
  }

  /** The number that is written there, infinities included; NaN if it is none. */
  public double number(int row) {
    return isWord(row) ? CellText.number(word(row)) : Decimal.number(codes[row]);
  }

  public boolean isMissing(int row) {
    return isWord(row) && CellText.isMissing(word(row));
  }

  public boolean isNumber(int row) {
    return !isWord(row) || CellText.isNumber(word(row));
  }

  /** Whether a cell can be of that type, where missing ones can be of any. */
  public boolean fits(int row, ColumnType type) {
    return (type == ColumnType.NUMBER && !isWord(row)) || isMissing(row) || type.accepts(text(row));
  }

  /** Whether some text is no ordinary decimal. */
  public boolean hasWords() {
    return rows().anyMatch(this::isWord);
  }

  public IntStream rows() {
    return IntStream.range(0, codes.length);
  }

  /** The numbers of the rows that are not missing, ascending. */
  public IntStream present() {
    return rows().filter(row -> !isMissing(row));
  }

  public Stream<String> texts() {
    return rows().mapToObj(this::text);
  }

  /** The texts as a list, each made when it is asked for. */
  public List<String> asList() {
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

  public Column select(int[] rows) {
    return new Column(IntStream.of(rows).mapToLong(row -> codes[row]).toArray(), words);
  }

  private boolean isWord(int row) {
    return codes[row] < 0;
  }

  private String word(int row) {
    return words.get((int) ~codes[row]);
  }
}
