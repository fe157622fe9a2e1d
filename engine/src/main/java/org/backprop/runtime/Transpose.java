package org.backprop.runtime;

import java.util.Optional;
import org.backprop.codegen.TransposedBlock;
import org.backprop.plan.TargetMachine;
import org.backprop.tensor.DType;

/**
 * The plan for a transposed copy of a matrix {@code [rows, columns]}, cut into parts that may run
 * in any order and on any thread.
 *
 * <p>Element {@code [i, j]} is {@code from[from0 + i * fromRow + j]} and becomes {@code to[to0 + j
 * * toRow + i]}; the padding between the rows of the copy stays as it was.
 */
public final class Transpose {
  /** The rows of a band, which one part copies: a multiple of the lanes of any vector. */
  private static final int BAND = 16;

  private final TargetMachine.Matmuls limits;
  private final DType dtype;
  private final int rows;
  private final int columns;
  private final MatrixCut bands;
  private final Optional<TransposedBlock> block;

  private Transpose(
      TargetMachine.Matmuls limits,
      DType dtype,
      int rows,
      int columns,
      Optional<TransposedBlock> block) {
    this.limits = limits;
    this.dtype = dtype;
    this.rows = rows;
    this.columns = columns;
    this.block = block;
    var all = Math.ceilDiv(rows, BAND);
    var parts = Math.clamp((long) rows * columns / limits.partOperations(), 1, limits.parts());
    this.bands = MatrixCut.even(all, Math.max(1, Math.ceilDiv(all, parts)));
  }

  /** The plan for a matrix of floats or doubles. */
  public static Transpose of(TargetMachine machine, DType dtype, int rows, int columns) {
    return new Transpose(machine.matmuls(), dtype, rows, columns, Optional.empty());
  }

  /** The copy by blocks, with the remainder element by element. */
  public Transpose with(TransposedBlock other) {
    return new Transpose(limits, dtype, rows, columns, Optional.of(other));
  }

  /** The number of parts, which depends on the shape alone. */
  public int parts() {
    return bands.pieces();
  }

  /** Copies one part. */
  public void run(int part, Object from, int from0, int fromRow, Object to, int to0, int toRow) {
    var last = Math.min(rows, bands.start(part + 1) * BAND);
    var row = bands.start(part) * BAND;
    if (block.isPresent()) {
      var blocks = block.get();
      for (; row + blocks.lanes() <= last; row += blocks.lanes()) {
        blocks(blocks, from, from0 + row * fromRow, fromRow, to, to0 + row, toRow);
      }
    }
    for (; row + 8 <= last; row += 8) {
      if (dtype == DType.FLOAT32) {
        eight((float[]) from, from0 + row * fromRow, fromRow, (float[]) to, to0 + row, toRow);
      } else {
        eight((double[]) from, from0 + row * fromRow, fromRow, (double[]) to, to0 + row, toRow);
      }
    }
    for (; row < last; row++) {
      one(0, from, from0 + row * fromRow, to, to0 + row, toRow);
    }
  }

  /** Copies the rows of a block: whole blocks of columns, then the remaining columns. */
  private void blocks(
      TransposedBlock blocks, Object from, int from0, int fromRow, Object to, int to0, int toRow) {
    var count = columns / blocks.lanes();
    blocks.run(from, from0, fromRow, to, to0, toRow, count);
    for (var row = 0; row < blocks.lanes(); row++) {
      one(count * blocks.lanes(), from, from0 + row * fromRow, to, to0 + row, toRow);
    }
  }

  /** Copies one row from a column on. */
  private void one(int first, Object from, int from0, Object to, int to0, int toRow) {
    if (dtype == DType.FLOAT32) {
      one(first, (float[]) from, from0, (float[]) to, to0, toRow);
    } else {
      one(first, (double[]) from, from0, (double[]) to, to0, toRow);
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

  private void one(int first, float[] from, int from0, float[] to, int to0, int toRow) {
    for (var j = first; j < columns; j++) {
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

  private void one(int first, double[] from, int from0, double[] to, int to0, int toRow) {
    for (var j = first; j < columns; j++) {
      to[to0 + j * toRow] = from[from0 + j];
    }
  }
}
