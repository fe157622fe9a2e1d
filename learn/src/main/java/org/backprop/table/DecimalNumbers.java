package org.backprop.table;

/**
 * Numbers as {@link Decimal} codes, from which both the text as written and the nearest double come
 * back; what has no code is the complement of its place among the other numbers.
 */
final class DecimalNumbers implements Numbers {
  private final Codes codes;
  private final OtherNumbers others;
  private final boolean plain; // whether no cell is another number
  private final Memo<ColumnStatistics> statistics =
      new Memo<>(() -> SortedNumbers.of(this).statistics());

  DecimalNumbers(Codes codes, OtherNumbers others) {
    this.codes = codes;
    this.others = others;
    this.plain = !codes.hasNegative();
  }

  /** The numbers of cells that all fit the mark; points may then stand between thousands. */
  static DecimalNumbers read(ReadCells cells, DecimalMark mark) {
    var codes = cells.codes();
    var groups = mark == DecimalMark.COMMA && codes.anyMatch(Decimal::hasPoint);
    return new DecimalNumbers(
        groups
            ? codes.map(code ->
                Decimal.hasPoint(code)
                    ? ~(long) cells.dictionary().place(Decimal.text(code))
                    : code)
            : codes,
        OtherNumbers.of(cells, mark));
  }

  @Override
  public int size() {
    return codes.size();
  }

  @Override
  public boolean isMissing(int row) {
    return isOther(row) && others.isMissing(place(row));
  }

  @Override
  public String text(int row) {
    return isOther(row) ? others.texts().get(place(row)) : Decimal.text(codes.get(row));
  }

  @Override
  public double number(int row) {
    return isOther(row) ? others.values()[place(row)] : Decimal.number(codes.get(row));
  }

  @Override
  public boolean isWhole(int row) {
    return isOther(row)
        ? CellText.isPlainWhole(others.plainText(place(row)))
        : Decimal.isWhole(codes.get(row));
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
  public String plainText(int row) {
    return isOther(row) ? others.plainText(place(row)) : Decimal.text(codes.get(row));
  }

  @Override
  public long key(int row) {
    return codes.get(row);
  }

  @Override
  public Column select(int[] rows) {
    return new DecimalNumbers(codes.select(rows), others);
  }

  @Override
  public ColumnStatistics statistics() {
    return statistics.get();
  }

  @Override
  public int missingCount() {
    return plain ? 0 : Numbers.super.missingCount();
  }

  private boolean isOther(int row) {
    return !plain && codes.get(row) < 0;
  }

  private int place(int row) {
    return (int) ~codes.get(row);
  }

  @Override
  public String toString() {
    return Column.toString(this);
  }
}
