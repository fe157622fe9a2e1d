package org.backprop.table;

/** Numbers that came as doubles; NaN is missing. */
final class DoubleNumbers implements Numbers {
  private final double[] values;
  private final Memo<ColumnStatistics> statistics =
      new Memo<>(() -> SortedNumbers.of(this).statistics());

  /** The array may not change afterwards. */
  DoubleNumbers(double[] values) {
    this.values = values;
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public boolean isMissing(int row) {
    return Double.isNaN(values[row]);
  }

  @Override
  public String text(int row) {
    return isMissing(row) ? "" : canonical(row);
  }

  @Override
  public double number(int row) {
    return values[row];
  }

  @Override
  public boolean isWhole(int row) {
    return values[row] == Math.rint(values[row]) && Double.isFinite(values[row]);
  }

  @Override
  public boolean isExact(int row) {
    return true;
  }

  @Override
  public String canonical(int row) {
    return CellText.canonical(values[row]);
  }

  @Override
  public String plainText(int row) {
    return text(row);
  }

  @Override
  public long key(int row) {
    return Double.doubleToLongBits(values[row] + 0.0); // -0 is written as 0
  }

  @Override
  public Column select(int[] rows) {
    var selected = new double[rows.length];
    for (var i = 0; i < selected.length; i++) {
      selected[i] = values[rows[i]];
    }
    return new DoubleNumbers(selected);
  }

  @Override
  public ColumnStatistics statistics() {
    return statistics.get();
  }

  @Override
  public String toString() {
    return Column.toString(this);
  }
}
