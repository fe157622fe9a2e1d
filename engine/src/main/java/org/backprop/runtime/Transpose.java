package org.backprop.runtime;

import org.backprop.tensor.DType;

/**
 * The plan for a transposed copy of a matrix {@code [rows, columns]}, cut into parts that may run
 * in any order and on any thread.
 *
 * <p>Element {@code [i, j]} is {@code from[from0 + i * fromRow + j]} and becomes {@code to[to0 + j
 * * toRow + i]}; what lies between the rows of the copy is left as it was.
 */
public final class Transpose {
  private static final int BAND = 16;
  private static final int SMALLEST = 1 << 14;
  private static final int THREADS = 8;

  private final DType dtype;
  private final int rows;
  private final int columns;
  private final MatrixCut bands;

  private Transpose(DType dtype, int rows, int columns) {
    this.dtype = dtype;
    this.rows = rows;
    this.columns = columns;
    var all = Math.ceilDiv(rows, BAND);
    var parts = Math.clamp((long) rows * columns / SMALLEST, 1, THREADS);
    this.bands = MatrixCut.even(all, Math.max(1, Math.ceilDiv(all, parts)));
  }

  /** The plan for a matrix of floats or doubles. */
  public static Transpose of(DType dtype, int rows, int columns) {
    return new Transpose(dtype, rows, columns);
  }

  /** The number of parts, which depends on the shape alone. */
  public int parts() {
    return bands.pieces();
  }

  /** Copies one part. */
  public void run(int part, Object from, int from0, int fromRow, Object to, int to0, int toRow) {
    var last = Math.min(rows, bands.start(part + 1) * BAND);
    var row = bands.start(part) * BAND;
    for (; row + 8 <= last; row += 8) {
      if (dtype == DType.FLOAT32) {
        eight((float[]) from, from0 + row * fromRow, fromRow, (float[]) to, to0 + row, toRow);
      } else {
        eight((double[]) from, from0 + row * fromRow, fromRow, (double[]) to, to0 + row, toRow);
      }
    }
    for (; row < last; row++) {
      if (dtype == DType.FLOAT32) {
        one((float[]) from, from0 + row * fromRow, (float[]) to, to0 + row, toRow);
      } else {
        one((double[]) from, from0 + row * fromRow, (double[]) to, to0 + row, toRow);
      }
    }
  }

  private void eight(float[] from, int from0, int fromRow, float[] to, int to0, int toRow) {
    for (var j = 0; j < columns; j++) {
      var p = from0 + j;
      var q = to0 + j * toRow;
      to[q] = from[p];
      to[q + 1] = from[p + fromRow];
      to[q + 2] = from[p + 2 * fromRow];
      to[q + 3] = from[p + 3 * fromRow];
      to[q + 4] = from[p + 4 * fromRow];
      to[q + 5] = from[p + 5 * fromRow];
      to[q + 6] = from[p + 6 * fromRow];
      to[q + 7] = from[p + 7 * fromRow];
    }
  }

  private void one(float[] from, int from0, float[] to, int to0, int toRow) {
    for (var j = 0; j < columns; j++) {
      to[to0 + j * toRow] = from[from0 + j];
    }
  }

  private void eight(double[] from, int from0, int fromRow, double[] to, int to0, int toRow) {
    for (var j = 0; j < columns; j++) {
      var p = from0 + j;
      var q = to0 + j * toRow;
      to[q] = from[p];
      to[q + 1] = from[p + fromRow];
      to[q + 2] = from[p + 2 * fromRow];
      to[q + 3] = from[p + 3 * fromRow];
      to[q + 4] = from[p + 4 * fromRow];
      to[q + 5] = from[p + 5 * fromRow];
      to[q + 6] = from[p + 6 * fromRow];
      to[q + 7] = from[p + 7 * fromRow];
    }
  }

  private void one(double[] from, int from0, double[] to, int to0, int toRow) {
    for (var j = 0; j < columns; j++) {
      to[to0 + j * toRow] = from[from0 + j];
    }
  }
}
