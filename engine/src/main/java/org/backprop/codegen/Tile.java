package org.backprop.codegen;

/**
 * One register tile of a matrix product: {@link #rows} times {@link #columns} accumulators, each an
 * ascending chain of fused multiply-adds from 0.
 *
 * <p>Element {@code [i, k]} of the left operand is {@code a[a0 + i * aRow + k * aK]}, element
 * {@code [k, j]} of the right one is {@code b[b0 + k * bK + j]}, and element {@code [i, j]} of the
 * value {@code c[c0 + i * cRow + j]}; the chains are stored there, or added to its elements.
 *
 * <p>A negative number of terms computes nothing; HotSpot still counts the call.
 */
public abstract class Tile {
  /** The strides of the left operand. */
  public enum LeftLayout {
    /** Its rows are contiguous: {@code aK} is 1. */
    ROWS,
    /** Its columns are contiguous: {@code aRow} is 1. */
    COLUMNS,
    /** Neither. */
    ANY;

    public static LeftLayout of(int aRow, int aK) {
      return aK == 1 ? ROWS : aRow == 1 ? COLUMNS : ANY;
    }
  }

  private final int rows;
  private final int columns;
  private final boolean adds;

  Tile(int rows, int columns, boolean adds) {
    this.rows = rows;
    this.columns = columns;
    this.adds = adds;
  }

  /** A tile of one column with a lane for each row; it stores its sums. */
  Tile(int lanes) {
    this.rows = lanes;
    this.columns = 1;
    this.adds = false;
  }

  public final int rows() {
    return rows;
  }

  public final int columns() {
    return columns;
  }

  /** Whether the sums are added to what the value holds. */
  public final boolean adds() {
    return adds;
  }

  /** The product of {@code terms} columns of the left and rows of the right operand, in floats. */
  public void run(
      float[] a,
      int a0,
      int aRow,
      int aK,
      float[] b,
      int b0,
      int bK,
      float[] c,
      int c0,
      int cRow,
      int terms) {
    throw new UnsupportedOperationException("this tile is not for float");
  }

  /** The product of {@code terms} columns of the left and rows of the right operand, in doubles. */
  public void run(
      double[] a,
      int a0,
      int aRow,
      int aK,
      double[] b,
      int b0,
      int bK,
      double[] c,
      int c0,
      int cRow,
      int terms) {
    throw new UnsupportedOperationException("this tile is not for double");
  }
}
