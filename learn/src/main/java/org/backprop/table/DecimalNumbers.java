package org.backprop.table;

import java.util.stream.IntStream;

/**
 * Numbers as {@link Decimal} codes, from which both the text as written and the nearest double come
 * back; what has no code is the complement of its place among the other numbers.
 */
final class DecimalNumbers implements Numbers {
  private final long[] codes;
  private final OtherNumbers others;
  private final Memo<ColumnStatistics> statistics =
      new Memo<>(() -> SortedNumbers.of(this).statistics());

  /** Neither of them may change afterwards. */
  DecimalNumbers(long[] codes, OtherNumbers others) {
    this.codes = codes;
    this.others = others;
  }

  @Override
  public int size() {
    return codes.length;
  }

  @Override
  public boolean isMissing(int row) {
    return isOther(row) && others.isMissing(place(row));
  }

  @Override
  public String text(int row) {
    return isOther(row) ? others.texts().get(place(row)) : Decimal.text(codes[row]);
  }

  @Override
  public double number(int row) {
    return isOther(row) ? others.values()[place(row)] : Decimal.number(codes[row]);
  }

  @Override
  public boolean isWhole(int row) {
    return isOther(row) ? CellText.isPlainWhole(text(row)) : Decimal.isWhole(codes[row]);
  }

  @Override
  public boolean isExact(int row) {
    return !isOther(row) || !others.inexact().get(place(row));
  }

  @Override
  public String canonical(int row) {
    return isOther(row) ? others.canonical(place(row)) : CellText.canonical(number(row));
  }

  @Override
  public long key(int row) {
    return codes[row];
  }

  @Override
  public Column select(int[] rows) {
    return new DecimalNumbers(IntStream.of(rows).mapToLong(row -> codes[row]).toArray(), others);
  }

  @Override
  public ColumnStatistics statistics() {
    return statistics.get();
  }

  private boolean isOther(int row) {
    return codes[row] < 0;
  }

  private int place(int row) {
    return (int) ~codes[row];
  }
}
